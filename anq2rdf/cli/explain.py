"""`anq2rdf explain`: what a problem code or a shape means, and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from textwrap import dedent, indent
from typing import Final

import click
from msgspec import Struct

from anq2rdf.errors import UsageError
from anq2rdf.problems import Entry, catalogue, escaped
from anq2rdf.resources import shipped

LANGUAGES: Final = ("en", "fr")
_SHAPES: Final = "https://w3id.org/anq/shapes#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_RULE: Final = re.compile(r"sh:path .*?(?=\s*;\s*sh:severity)", re.DOTALL)


class Rule(Struct, frozen=True, kw_only=True):
    """One shape of the catalogue. `messages` and `reasons` are by language."""

    code: str
    severity: str  # Violation, Warning, Info
    subjects: tuple[str, ...]  # the classes it is about; none when it looks at the whole store
    messages: dict[str, str]
    reasons: dict[str, str]
    text: str  # the rule itself: Turtle, or SPARQL


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE…]")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="One language only; both by default.")
def command(codes: tuple[str, ...], language: str | None) -> None:
    """Say what a problem (E114) or a shape (Q21, S15) means and what to do; without CODE, list them all.

    \b
    anq2rdf explain E114
    anq2rdf explain Q21 S15 --lang fr
    """
    languages = (language,) if language else LANGUAGES
    text = "\n".join(explain(code, languages) for code in codes) if codes else "".join(_lines(languages))
    click.echo(text.encode(), nl=False)


def explain(code: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """The text on one code, in capitals or not. Raises `UsageError` for an unknown one, naming close ones."""
    wanted = code.strip().upper()
    if wanted in catalogue():
        return _problem(catalogue()[wanted], languages)
    if wanted in rules():
        return _shape(rules()[wanted], languages)
    close = difflib.get_close_matches(wanted, [*catalogue(), *rules()], n=5, cutoff=0.6)
    near = f"close to it: {', '.join(sorted(close))}; " if close else ""
    remedy = f"{near}`anq2rdf explain` lists them all"
    raise UsageError(f"no problem or shape has the code {escaped(code)}", remedy=remedy)


def _problem(entry: Entry, languages: tuple[str, ...]) -> str:
    said = {"en": (entry.en, entry.remedy), "fr": (entry.fr, entry.remede)}
    blocks = [f"  {language}  {what}.\n      {remedy}\n" for language in languages for what, remedy in [said[language]]]
    return f"{entry.code}  {entry.severity}\n" + "".join(blocks)


def _shape(rule: Rule, languages: tuple[str, ...]) -> str:
    text = f"{rule.code}  {rule.severity}  {', '.join(rule.subjects) or 'the whole store'}\n"
    for language in languages:
        text += f"  {language}  {rule.messages[language]}\n"
        if language in rule.reasons:
            text += f"      {rule.reasons[language]}\n"
    return text + indent(rule.text, "      | ") + "\n"


def _lines(languages: tuple[str, ...]) -> Iterator[str]:
    """Every code on a line of its own: code, severity, what it says in the first language asked for."""
    for entry in catalogue().values():
        yield f"{entry.code}\t{entry.severity}\t{entry.fr if languages[0] == 'fr' else entry.en}\n"
    for rule in rules().values():
        yield f"{rule.code}\t{rule.severity}\t{rule.messages[languages[0]]}\n"


@cache
def rules() -> dict[str, Rule]:
    """The shapes of the catalogue by code, in the order of the shipped files."""
    import pyoxigraph as ox

    found: dict[str, Rule] = {}
    for path in sorted(shipped("shapes").glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        store = ox.Store()
        store.load(text, format=ox.RdfFormat.TURTLE)
        reader = _Reader(store, text)
        found |= {code: reader.rule(code) for code in re.findall(r"(?m)^anqsh:([A-Z]\d\d) a ", text)}
    return found


class _Reader:
    """Reads rules out of one shapes file, by its triples and, for the rule as people wrote it, by its text."""

    def __init__(self, store: object, text: str) -> None:
        import pyoxigraph as ox

        assert isinstance(store, ox.Store)
        self._store, self._text, self._ox = store, text, ox

    def rule(self, code: str) -> Rule:
        """The rule of that code."""
        shape = self._ox.NamedNode(_SHAPES + code)
        constraint = next(self._objects(shape, _SH + "sparql"), None)
        return Rule(
            code=code,
            severity=next(self._values(shape, _SH + "severity")).removeprefix(_SH),
            subjects=tuple(self._subjects(shape)),
            messages=self._said(shape if constraint is None else constraint, _SH + "message"),
            reasons=self._said(shape, _RDFS + "comment"),
            text=self._core(code) if constraint is None else self._select(constraint),
        )

    def _objects(self, subject: object, predicate: str) -> Iterator[object]:
        node = self._ox.NamedNode(predicate)
        for quad in self._store.quads_for_pattern(subject, node, None):  # type: ignore[arg-type]
            yield quad.object

    def _values(self, subject: object, predicate: str) -> Iterator[str]:
        return (term.value for term in self._objects(subject, predicate))  # type: ignore[attr-defined]

    def _said(self, subject: object, predicate: str) -> dict[str, str]:
        return {term.language: term.value for term in self._objects(subject, predicate)}  # type: ignore[attr-defined]

    def _subjects(self, shape: object) -> list[str]:
        groups = self._store.quads_for_pattern(None, self._ox.NamedNode(_SH + "property"), shape)  # type: ignore[arg-type]
        holders = [shape, *(quad.subject for quad in groups)]
        classes = {each for holder in holders for each in self._values(holder, _SH + "targetClass")}
        return sorted(re.split(r"[#/]", iri)[-1] for iri in classes)

    def _core(self, code: str) -> str:
        block = self._text.split(f"\nanqsh:{code} a ", 1)[1].split("\n\n", 1)[0]
        match = _RULE.search(block)
        return _unindented(match[0] if match else block)

    def _select(self, constraint: object) -> str:
        return _unindented(next(self._values(constraint, _SH + "select")))


def _unindented(text: str) -> str:
    """A text whose first line stands at the left already, the others as deep as the file has them."""
    head, _, body = text.partition("\n")
    return f"{head}\n{dedent(body)}".rstrip()
