"""A question and its answers: one hop for what people ask, nodes for what has a history."""

from __future__ import annotations

from typing import Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import english_ordinal, reach_code, reach_legislature
from anq2rdf.rdf.concepts import reach_labelled, reach_rubrique
from anq2rdf.rdf.events import Life, live
from anq2rdf.rdf.journal import place
from anq2rdf.rdf.organs import reach_group, reach_ministry
from anq2rdf.rdf.people import reach_author, reach_author_mandate, reach_membership
from anq2rdf.rdf.places import author_place
from anq2rdf.rdf.provenance import Run, official_page, record_node
from anq2rdf.rdf.shared import World
from anq2rdf.rdf.status import status
from anq2rdf.rdf.texts import text_pairs
from anq2rdf.records import Answer, JournalReference, Ministry, Question, QuestionType, Resolution
from anq2rdf.statements import DATE, ENGLISH, FRENCH, INTEGER, IRI, STRING, Block, Description, Node, Pair, constant

_KINDS: Final[dict[QuestionType, tuple[str, str, str, str, str]]] = {
    # class, what it is called, and its answer
    "QE": (v.WRITTEN_QUESTION, "Question écrite", "Written question", "la question écrite", "written question"),
    "QG": (
        v.GOVERNMENT_QUESTION,
        "Question au Gouvernement",
        "Question to the Government",
        "la question au Gouvernement",
        "question to the Government",
    ),
    "QOSD": (
        v.ORAL_QUESTION,
        "Question orale sans débat",
        "Oral question without debate",
        "la question orale sans débat",
        "oral question without debate",
    ),
}

_ANSWER: Final = constant((v.TYPE, IRI, v.ANSWER_CLASS))


def describe(world: World, run: Run, resolution: Resolution) -> Description:
    """Every statement of one question. Own nodes first in the order they are read, shared ones as reached.

    What many records say alike (who asked, whom, about what, where it is printed) is worked out once and recalled.
    """
    question = resolution.question
    world.start()
    published = publication(question)
    life = Life(world, question, published)
    record = record_node(world, run, question)
    answers = [_answer_node(life, number, answer) for number, answer in enumerate(question.answers, 1)]
    live(life)
    parts = _identity_parts(life)
    parts += _recalled_parts(world, resolution, published)
    parts += text_pairs(question.text)
    parts.append(_recalled_code(world, v.STATUS, "status", status(question)))
    parts += [(v.ANSWER, IRI, node.subject) for node in answers]
    links: list[Pair] = sorted(life.links, key=_by_kind)
    parts += links
    parts += [(v.PAGE, IRI, official_page(question)), (v.DERIVED_FROM, IRI, record.subject)]
    return Description([Node(life.iri, life.graph, parts), *answers, *life.nodes, record], world.reached)


def _by_kind(link: Pair) -> int:
    # All events first, in their order, then the attributions among them, then the closure.
    return (v.EVENT, v.ALLOCATION, v.CLOSURE).index(link[0])


def publication(question: Question) -> JournalReference | None:
    """Where the question was published.

    A question to the Government is published with its exchange: where the source gives it no date of its own, it has
    the exchange's day and edition (not its page), or queries by date would silently drop every one of them. Where the
    source names another edition for the question, only the day is taken.
    """
    own = question.reference
    if question.type != "QG" or (own is not None and own.date is not None):
        return own
    for answer in question.answers:
        there = answer.reference
        if there is not None and there.date is not None:
            agrees = own is None or own.series in (None, there.series)
            return JournalReference(series=there.series if agrees else None, date=there.date)
    return own


def _identity_parts(life: Life) -> list[Pair | Block]:
    question = life.question
    kind, french, english, _, _ = _KINDS[question.type]
    number, leg = question.number, question.legislature
    parts: list[Pair | Block] = [
        constant((v.TYPE, IRI, v.QUESTION), (v.TYPE, IRI, kind)),
        (v.LABEL, FRENCH, f"{french} n° {number} ({leg}e législature)"),
        (v.LABEL, ENGLISH, f"{english} no. {number} ({leg}{english_ordinal(leg)} legislature)"),
        (v.IDENTIFIER, STRING, question.uid),
        (v.NUMBER, INTEGER, str(number)),
        life.world.recall(("kind", question.type, leg), lambda: _kind(life.world, question.type, leg)),
    ]
    if question.title:
        parts.append((v.TITLE, FRENCH, question.title))
    return parts


def _kind(world: World, kind: str, legislature: int) -> Block:
    return Block([
        (v.QUESTION_TYPE, IRI, reach_code(world, "question-type", kind)),
        (v.LEGISLATURE, IRI, reach_legislature(world, legislature)),
    ])


def _recalled_parts(
    world: World, resolution: Resolution, published: JournalReference | None
) -> list[Pair | Block]:
    question = resolution.question
    leg = question.legislature
    asker = ("asker", leg, question.author, question.group, question.constituency, resolution.membership)
    last = question.attributions[-1].ministry if question.attributions else None
    return [
        world.recall(asker, lambda: Block(_author_pairs(world, resolution))),
        world.recall(
            ("ministries", leg, question.interrogated, last),
            lambda: Block(_ministry_pairs(world, question.interrogated, last, leg)),
        ),
        *_subject_pairs(world, question),
        *_reference_parts(world, published, question.reference),
    ]


def _recalled_code(world: World, predicate: str, scheme: str, code: str) -> Block:
    return world.recall((predicate, code), lambda: Block([(predicate, IRI, reach_code(world, scheme, code))]))


def _author_pairs(world: World, resolution: Resolution) -> list[Pair]:
    question = resolution.question
    pairs: list[Pair] = []
    author = reach_author(world, question)
    if author is not None:
        pairs.append((v.AUTHOR, IRI, author))
    if question.author.label:
        pairs.append((v.AUTHOR_LABEL, STRING, question.author.label))
    mandate = reach_author_mandate(world, question)
    if mandate is not None:
        pairs.append((v.AUTHOR_MANDATE, IRI, mandate))
    place = author_place(world, question.constituency, question.legislature)
    if place is not None:
        pairs.append(place)
    return pairs + _group_pairs(world, resolution)


def _group_pairs(world: World, resolution: Resolution) -> list[Pair]:
    group = resolution.question.group
    pairs: list[Pair] = []
    told = group.label or group.short
    if told:
        pairs.append((v.GROUP_LABEL, STRING, told))
    if group.id is not None:
        organ = reach_group(world, group.id, told, resolution.question.legislature)
        pairs.append((v.AUTHOR_GROUP, IRI, organ))
    if resolution.membership is not None:
        reach_membership(world, resolution.membership)
        pairs.append((v.GROUP_AT_DATE, IRI, reach_group(world, resolution.membership.organ)))
    return pairs


def _ministry_pairs(
    world: World, interrogated: Ministry | None, last: Ministry | None, legislature: int
) -> list[Pair]:
    pairs: list[Pair] = []
    asked = reach_ministry(world, interrogated, legislature)
    if asked is not None:
        pairs.append((v.INTERROGATED_MINISTRY, IRI, asked))
    attributed = reach_ministry(world, last, legislature)
    if attributed is not None:
        pairs.append((v.ATTRIBUTED_MINISTRY, IRI, attributed))
    return pairs


def _subject_pairs(world: World, question: Question) -> list[Pair]:
    pairs: list[Pair] = []
    if question.rubrique:
        pairs.append((v.RUBRIC, IRI, reach_rubrique(world, question.rubrique)))
    if question.head_analysis:
        head = reach_labelled(world, "tete-analyse", question.head_analysis)
        pairs.append((v.HEAD_ANALYSIS, IRI, head))
    # A source may repeat an analysis; a graph is a set, and so must every text of it be.
    labels = dict.fromkeys(question.analyses)
    return pairs + [(v.ANALYSIS, IRI, reach_labelled(world, "analyse", label)) for label in labels]


def _reference_parts(
    world: World, published: JournalReference | None, told: JournalReference | None
) -> list[Pair | Block]:
    """Day, page and place. The page is the one told, even where the day was taken from elsewhere."""
    parts: list[Pair | Block] = []
    if published is not None and published.date is not None:
        parts.append((v.PUBLICATION_DATE, DATE, published.date.isoformat()))
    if told is not None and told.page is not None:
        parts.append((v.PUBLICATION_PAGE, INTEGER, str(told.page)))
    elif told is not None and told.page_as_recorded is not None:
        parts.append((v.PAGE_AS_RECORDED, STRING, told.page_as_recorded))
    parts.append(place(world, published))
    return parts


def _answer_node(life: Life, number: int, answer: Answer) -> Node:
    question, world = life.question, life.world
    _, _, _, french, english = _KINDS[question.type]
    leg = question.legislature
    parts: list[Pair | Block] = [
        _ANSWER,
        (v.LABEL, FRENCH, f"Réponse à {french} n° {question.number} ({leg}e législature)"),
        (v.LABEL, ENGLISH, f"Answer to {english} no. {question.number} ({leg}{english_ordinal(leg)} legislature)"),
        (v.ANSWER_TO, IRI, life.iri),
        *_reference_parts(world, answer.reference, answer.reference),
        *_delay_pairs(life, answer),
    ]
    ministry = reach_ministry(world, answer.ministry, leg)
    if ministry is not None:
        parts.append((v.ANSWERING_MINISTRY, IRI, ministry))
    if answer.text is not None:
        parts += _group_of_answers(life, answer)
        scope = "answer-only" if question.type == "QE" else "full-exchange"
        parts.append(_recalled_code(world, v.TEXT_SCOPE, "text-scope", scope))
        parts += text_pairs(answer.text)
    return Node(f"{life.iri}/answer/{number}", life.graph, parts)


def _delay_pairs(life: Life, answer: Answer) -> list[Pair]:
    asked = life.published.date if life.published is not None else None
    answered = answer.reference.date if answer.reference is not None else None
    if asked is None or answered is None or answered < asked:
        return []  # a negative delay is a fault of the source (problem E269), not a fact
    return [(v.RESPONSE_DAYS, INTEGER, str((answered - asked).days))]


def _group_of_answers(life: Life, answer: Answer) -> list[Pair]:
    reference, text = answer.reference, answer.text
    if reference is None or text is None or reference.series is None or reference.date is None:
        return []
    minter = life.world.minter
    iri = minter.answer_group(reference.series, reference.date, text.digest)
    life.world.add([Node(iri, minter.graph_answer_groups, [(v.TYPE, IRI, v.ANSWER_GROUP_CLASS)])])
    return [(v.ANSWER_GROUP, IRI, iri)]
