"""One subject's statements as rows of the staging tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from anq2rdf.look.clean import clean
from anq2rdf.query.search.subjects import About, read_iri, read_text
from anq2rdf.rdf import vocabulary as v

Row: TypeAlias = tuple[str, tuple[str | int | None, ...]]  # the staging table, and its columns in their order
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS: Final = re.compile(r"[0-9]{1,9}")


def _term(iri: str) -> bytes:
    return f"<{iri}>".encode()


_TYPE: Final = _term(v.TYPE)
_KINDS: Final = {
    _term(v.DEPUTY): "person",
    _term(v.MINISTRY): "ministry",
    _term(v.PORTFOLIO_CLASS): "portfolio",
    _term(v.PARLIAMENTARY_GROUP): "group",
    _term(v.RUBRIC_CLASS): "rubric",
    _term(v.HEAD_ANALYSIS_CLASS): "subject",
    _term(v.ANALYSIS_CLASS): "subject",
    _term(v.LEGISLATURE_CLASS): "legislature",
    _term(v.CIRCONSCRIPTION_CLASS): "constituency",
    _term(v.DEPARTMENT_CLASS): "department",
    _term(v.CONCEPT): "code",  # last: the others are concepts too
}
_QUESTION, _ANSWER, _ALLOCATION = (_term(each) for each in (v.QUESTION, v.ANSWER_CLASS, v.ALLOCATION_CLASS))

#: The predicates the index is made of, as they stand in N-Triples.
WANTED: Final = {
    _term(each): each
    for each in (
        *(v.TYPE, v.LABEL, v.PREF_LABEL, v.ALT_LABEL, v.IDENTIFIER, v.TITLE, v.NUMBER, v.LEGISLATURE, v.QUESTION_TYPE),
        *(v.STATUS, v.TEXT, v.PUBLICATION_DATE, v.AUTHOR, v.AUTHOR_LABEL, v.AUTHOR_GROUP, v.GROUP_AT_DATE),
        *(v.GROUP_LABEL, v.INTERROGATED_MINISTRY, v.ATTRIBUTED_MINISTRY, v.RUBRIC, v.HEAD_ANALYSIS, v.ANALYSIS),
        *(v.ALLOCATION, v.ALLOCATED_TO, v.ANSWER_TO, v.ANSWERING_MINISTRY, v.RESPONSE_DAYS, v.PORTFOLIO),
    )
}


def rows_of(subject: bytes, about: About) -> Iterator[Row]:
    """What the index keeps of a subject: nothing for most."""
    iri = read_iri(subject)
    classes = about.get(_TYPE, ())
    if iri is None or not classes:
        return
    if _QUESTION in classes:
        yield "question", _question(iri, about)
        yield from _links(iri, about)
    elif _ANSWER in classes:
        yield "answer", _answer(iri, about)
    elif _ALLOCATION in classes:
        yield "allocation", (iri, _node(about, v.ALLOCATED_TO))
    else:
        kind = next((name for known, name in _KINDS.items() if known in classes), None)
        if kind is not None:
            yield "entity", _entity(iri, kind, about)


def _question(iri: str, about: About) -> tuple[str | int | None, ...]:
    def node(name: str) -> str | None:
        return _node(about, name)

    return (
        iri, _text(about, v.IDENTIFIER), _number(about, v.NUMBER), node(v.LEGISLATURE), node(v.QUESTION_TYPE),
        node(v.STATUS), _text(about, v.TITLE), _text(about, v.TEXT), _day(about, v.PUBLICATION_DATE),
        node(v.AUTHOR), _text(about, v.AUTHOR_LABEL), node(v.AUTHOR_GROUP), node(v.GROUP_AT_DATE),
        _text(about, v.GROUP_LABEL), node(v.INTERROGATED_MINISTRY), node(v.ATTRIBUTED_MINISTRY), node(v.RUBRIC),
    )  # fmt: skip


def _links(iri: str, about: About) -> Iterator[Row]:
    for name, kind in ((v.ALLOCATION, "allocation"), (v.HEAD_ANALYSIS, "subject"), (v.ANALYSIS, "subject")):
        for target in filter(None, map(read_iri, about.get(_term(name), ()))):
            yield "link", (iri, target, kind)


def _answer(iri: str, about: About) -> tuple[str | int | None, ...]:
    return (
        iri, _node(about, v.ANSWER_TO), _day(about, v.PUBLICATION_DATE), _number(about, v.RESPONSE_DAYS),
        _text(about, v.TEXT), _node(about, v.ANSWERING_MINISTRY),
    )  # fmt: skip


def _entity(iri: str, kind: str, about: About) -> tuple[str | int | None, ...]:
    labels = [each for name in (v.PREF_LABEL, v.LABEL) for each in _texts(about, name)]
    french = [text for text, language in labels if language != "en"]
    english = [text for text, language in labels if language == "en"]
    return (
        iri, kind, min(french, default=None), min(english, default=None),
        min((text for text, _ in _texts(about, v.ALT_LABEL)), default=None), _text(about, v.IDENTIFIER),
        _node(about, v.PORTFOLIO),
    )  # fmt: skip


# Where a store says two things of what has one value, the least one is taken: the same on every build.


def _node(about: About, name: str) -> str | None:
    return _least(about, name, read_iri)


def _texts(about: About, name: str) -> list[tuple[str, str]]:
    found = filter(None, map(read_text, about.get(_term(name), ())))
    return [(clean(text).strip(), language) for text, language in found]


def _text(about: About, name: str) -> str | None:
    return min((text for text, _ in _texts(about, name)), default=None)


def _day(about: About, name: str) -> str | None:
    text = _text(about, name) or ""
    return text[:10] if _DAY.match(text) else None


def _number(about: About, name: str) -> int | None:
    text = _text(about, name) or ""
    return int(text) if _DIGITS.fullmatch(text) else None


def _least(about: About, name: str, read: Callable[[bytes], str | None]) -> str | None:
    return min(filter(None, map(read, about.get(_term(name), ()))), default=None)
