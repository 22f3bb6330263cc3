"""Constraints on strings (SHACL §4.4). Of sh:flags, i and m count, as in pySHACL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rdflib import XSD
from rdflib import Literal as Value

from anq2rdf.validation.compiled.checks import Check, Compiling, always, value_check
from anq2rdf.validation.compiled.declared import Declared, Refused, members
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.patterns import finder
from anq2rdf.validation.compiled.shown import shown
from anq2rdf.validation.compiled.terms import BLANK, Term
from anq2rdf.validation.compiled.values import fixed
from anq2rdf.validation.compiled.view import View

_WHOLE: Final = frozenset(
    {
        *(XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.long, XSD.int, XSD.short, XSD.byte),
        *(XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte),
    }
)


def build_min_length(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:minLength: each value is so long at least; a blank node has no length, but passes 0."""
    least, given = _length(shape, "minLength")
    rule = make.rule(shape, "MinLength", fixed(f"String length not >= {shown(make.graph, given)}"))
    yield value_check(rule, lambda term: least == 0 or (term[0] != BLANK and len(term[1]) >= least))


def build_max_length(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:maxLength: each value is so long at most; a blank node is a violation."""
    most, given = _length(shape, "maxLength")
    rule = make.rule(shape, "MaxLength", fixed(f"String length not <= {shown(make.graph, given)}"))
    yield value_check(rule, lambda term: term[0] != BLANK and len(term[1]) <= most)


def _length(shape: Declared, name: str) -> tuple[int, Value]:
    given = shape.one(name)
    if not (isinstance(given, Value) and given.datatype in _WHOLE and isinstance(given.value, int)):
        raise Refused(f"its sh:{name} is not an integer")
    if given.ill_typed or given.value < 0:
        raise Refused(f"its sh:{name} is negative or ill-typed")
    return given.value, given


def build_pattern(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:pattern: each value has a match somewhere in its text; a blank node never has."""
    patterns = shape.all("pattern")
    texts = [str(pattern) for pattern in patterns]
    listed = "', '".join(texts)
    text = f"pattern '{listed}'" if len(texts) == 1 else f"every pattern in ('{listed}')"
    for pattern in patterns:
        if not isinstance(pattern, Value):
            raise Refused("its sh:pattern is not a literal")
        rule = make.rule(shape, "Pattern", fixed(f"Value does not match {text}"))
        yield value_check(rule, _matches(str(pattern), _flags(shape)))


def _flags(shape: Declared) -> re.RegexFlag:
    given = shape.all("flags")
    if len(given) > 1:
        raise Refused("it has more than one sh:flags")
    letters = str(given[0]).lower() if given else ""
    return (re.IGNORECASE if "i" in letters else re.NOFLAG) | (re.MULTILINE if "m" in letters else re.NOFLAG)


def _matches(pattern: str, flags: re.RegexFlag) -> Callable[[Term], bool]:
    try:
        find = finder(pattern, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise Refused(f"its sh:pattern is not valid: {error}") from error
    return lambda term: term[0] != BLANK and find(term[1])


def build_language_in(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:languageIn: each value is text in one of these languages; "fr" takes "fr-be" too, and "*" all."""
    head = shape.one("languageIn")
    given = members(make.graph, head, "languageIn")
    if not all(isinstance(each, Value) and isinstance(each.value, str) for each in given):
        raise Refused("its sh:languageIn holds what is not a string")
    tags = {str(each).lower() for each in given}
    rule = make.rule(shape, "LanguageIn", fixed(f"String language is not in {shown(make.graph, head)}"))
    yield value_check(rule, _in_languages(tags))


def _in_languages(tags: set[str]) -> Callable[[Term], bool]:
    def check(term: Term) -> bool:
        if term[0][0] != "@":
            return False
        language = term[0][1:].lower()
        return "*" in tags or language in tags or language.split("-")[0] in tags

    return check


def build_unique_lang(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:uniqueLang: a finding for each language that more than one value has.

    Only the literal true asks for it: "1" does not (W3C test uniqueLang-002), though rdflib reads it as true.
    """
    flag = shape.one("uniqueLang")
    if shape.path is None:
        raise Refused("sh:uniqueLang is for property shapes")
    if not (isinstance(flag, Value) and isinstance(flag.value, bool)):
        raise Refused("its sh:uniqueLang is not a boolean")
    if str(flag) != "true":
        return
    rule = make.rule(shape, "UniqueLang", fixed("More than one String shares the same Language"))

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for _ in _shared_languages(values):
            rule.add(out, view, focus)

    yield Check(
        lambda view, focus, values: len(values) < 2 or not _shared_languages(values),
        run,
        idle=True,
        one=always,
    )


def _shared_languages(values: Sequence[Term]) -> set[str]:
    tags = [term[0].lower() for term in values if term[0][0] == "@"]
    return {tag for tag in tags if tags.count(tag) > 1}
