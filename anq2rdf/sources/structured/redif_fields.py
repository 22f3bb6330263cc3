"""Fields of the JO archive that say several things at once: who asks, the day before a text, the issue's number."""

from __future__ import annotations

import re

from anq2rdf.normalise import departments, names
from anq2rdf.records import Author, Constituency, Group

_DASH = r"(?:[—–―-]|&#(?:8212|8211|151|150);|&#[xX]201[34];|&[mn]dash;)"
_GAP = r"(?:\s|&nbsp;|&#160;|<[^<>]{0,200}>)*"
_OPENING = re.compile(
    rf"{_GAP}(?P<number>\d[\d\s]{{0,12}}?){_GAP}\.{_GAP}{_DASH}{_GAP}"
    rf"(?P<day>\d{{1,2}}(?:\s?er|<sup>er</sup>)?\s+[^\W\d_]+\s+\d{{4}}){_GAP}\.?{_GAP}{_DASH}{_GAP}"
)
_TAG = re.compile(r"<[^<>]{0,200}>")
_PERSON = re.compile(r"(?P<who>[^(,;–—]+?)\s*(?:[(,;–—]\s*(?P<rest>[^()]*)\)?)?\s*")
_BETWEEN = re.compile(r"\s*[,;–—]\s*|\s+-\s+")
_ISSUE = re.compile(r"(\d{4})(\d{4})")


def dated_text(raw: str | None, number: int) -> tuple[str | None, str | None]:
    """The text without its opening "13382. — 10 mars 2026. — ", and the day that stood there.

    An opening with another number is not this question's and stays.
    """
    found = _OPENING.match(raw) if raw else None
    if raw is None or found is None or int("".join(found["number"].split())) != number:
        return raw, None
    return "".join(_TAG.findall(found[0])) + raw[found.end():], _TAG.sub("", found["day"])


def asked_by(label: str | None) -> tuple[Author, Group, Constituency]:
    """Who asks, from "Mme Corinne Vignon", which group and département may follow, in parentheses or after a dash.

    What follows and cannot be told apart stays in the label, and nothing is made of it.
    """
    if label is None:
        return Author(), Group(), Constituency()
    found = _PERSON.fullmatch(label)
    civility = names.split_civility(label)[0]
    if found is None or civility is None or not found["rest"]:
        return Author(label=label, name=names.split_civility(label)[1]), Group(), Constituency()
    parts = [part for part in _BETWEEN.split(found["rest"]) if part]
    places = [part for part in parts if departments.code_of(part) is not None]
    others = [part for part in parts if part not in places]
    if len(places) > 1 or len(others) > 1:
        return Author(label=label, name=names.split_civility(found["who"])[1]), Group(), Constituency()
    who = found["who"]
    place = Constituency(department=departments.code_of(places[0])) if places else Constituency()
    return Author(label=who, name=names.split_civility(who)[1]), _group(others), place


def _group(parts: list[str]) -> Group:
    if not parts:
        return Group()
    abbreviated = parts[0].isupper() and " " not in parts[0]
    return Group(short=parts[0]) if abbreviated else Group(label=parts[0])


def issue_number(raw: str | None) -> str | None:
    """The issue's number in its year, from noPublication: "20260010" is the tenth of 2026; "10" stays."""
    found = _ISSUE.fullmatch(raw.strip()) if raw else None
    return found[2] if found else raw
