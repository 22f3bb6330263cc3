"""The whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from anq2rdf.linking import weights
from anq2rdf.linking.decision import Settings
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Candidates
from anq2rdf.linking.organs import weights as organ_weights
from anq2rdf.linking.report import counts
from anq2rdf.linking.report.drawings import chance, draw_coverage, draw_scores
from anq2rdf.linking.report.pairs import Pairing, contradicted
from anq2rdf.linking.report.words import LANGUAGES, named, told, words
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.subjects import Subject
from anq2rdf.look.clean import clean
from anq2rdf.look.standalone import Style, style
from anq2rdf.look.wording import day, figures, shown_number, shown_share

PAIRS: Final = 100  # doubtful pairs that are shown
ROWS: Final = 300  # of any other list
_HERE: Final = Path(__file__).parent
_DEFAULT: Final = Settings()

Texts = Mapping[str, str]


def render(
    decisions: Sequence[Decision],
    subjects: Iterable[Subject],
    candidates: Candidates,
    run: LinkingRun,
    *,
    settings: Settings = _DEFAULT,
    language: str = "en",
) -> str:
    """The page, in one language ("fr"; "en" for any other). `settings` are those by which was decided."""
    language = language if language in LANGUAGES else "en"
    known = {each.iri: each for each in subjects}
    people = [each for each in decisions if each.kind == counts.PERSON]
    t = words(language)
    page: str = _template().render(
        t=t,
        lang=language,
        look=_look(),
        run=run,
        settings=settings,
        candidates=candidates,
        whole=counts.count(people),
        methods=counts.by_method(people),
        reasons=counts.by_reason(people),
        told=partial(told, language=language),
        chance=partial(chance, language=language),
        named=partial(named, language=language),
        weights=weights.table(),
        organ_weights=organ_weights.table(),
        legislatures_of=_legislatures_of,
        **_lists(people, decisions, known, candidates, language),
        **_drawn(people, known, settings, t, language),
    )
    return page.lstrip()


def _lists(
    people: Sequence[Decision],
    decisions: Sequence[Decision],
    known: Mapping[str, Subject],
    candidates: Candidates,
    language: str,
) -> dict[str, Any]:
    """What is listed; each list with how many are left out of it."""
    pairing = Pairing(known, {each.id: each for each in candidates.people}, language)
    doubtful = sorted((each for each in people if each.outcome == "review"), key=_likeliest)
    without = sorted((each for each in people if each.outcome == "none"), key=partial(_busiest, known))
    against = contradicted(people)
    organs = [each for each in decisions if each.kind != counts.PERSON]
    organs.sort(key=lambda each: (counts.OUTCOMES.index(each.outcome), each.kind, each.label))
    return {
        "pairs": [pairing.pair(each) for each in doubtful[:PAIRS]],
        "more_pairs": max(0, len(doubtful) - PAIRS),
        "without": [(pairing.ours(each), known.get(each.subject), each) for each in without[:ROWS]],
        "more_without": max(0, len(without) - ROWS),
        "against": [(pairing.pair(each), witnesses) for each, witnesses in against[:ROWS]],
        "more_against": max(0, len(against) - ROWS),
        "kinds": counts.by_kind(decisions),
        "organs": [pairing.pair(each) for each in organs[:ROWS]],
        "more_organs": max(0, len(organs) - ROWS),
    }


def _drawn(
    people: Sequence[Decision], known: Mapping[str, Subject], settings: Settings, t: Texts, language: str
) -> dict[str, Any]:
    """Drawings, made by ElementTree, which escapes every text and attribute."""
    rows = counts.by_legislature(people, known)
    return {
        "legislatures": rows,
        "coverage": Markup(draw_coverage(rows, t, language)) if rows else "",  # noqa: S704
        "scores": Markup(draw_scores(people, settings, t, language)) if people else "",  # noqa: S704
    }


def _likeliest(decision: Decision) -> tuple[float, str]:
    return (-(decision.best.bits if decision.best else -1000.0), decision.label)


def _busiest(known: Mapping[str, Subject], decision: Decision) -> tuple[int, str]:
    subject = known.get(decision.subject)
    return (-(subject.questions if subject else 0), decision.label)


def _legislatures_of(subject: Subject | None) -> str:
    """The legislatures of somebody, in one cell."""
    known = {seat.legislature for seat in subject.seats if seat.legislature is not None} if subject else ()
    return ", ".join(map(str, sorted(known)))


@cache
def _look() -> Style:
    return style("site", "plots", further=(_HERE / "report.css").read_text(encoding="utf-8"))


@cache
def _template() -> Any:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    made.filters.update(day=day, figures=figures, shown=shown_number, share=shown_share)
    return made.get_template("report.html")


def _fit(value: Any) -> Any:
    """A text without what no page may hold; what is markup already was made of such."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
