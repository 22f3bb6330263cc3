"""The links as a mapping file: SSSOM/TSV 1.1 (https://mapping-commons.github.io/sssom/spec/formats-tsv/).

The order of slots, quoting and line ends are those of its canonical form; only numbers keep six decimals where that
form has three, because 0.9996 must not become 1. Texts are exact: for spreadsheets there is the review file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from anq2rdf.linking.decisions import Decision, Outcome
from anq2rdf.linking.outputs.links import TOOL, WIKIDATA, Link, links
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.verdicts import Verdicts
from anq2rdf.normalise.characters import clean
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.iris import Minter, wikidata_entity

_LICENSE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "semapv": v.SEMAPV,
    "wd": wikidata_entity("Q1").removesuffix("Q1"),
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_QUOTED: Final = re.compile('[\t\n\r"]')
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _./-]*[A-Za-z0-9/](:[A-Za-z0-9_./#-]+)?")
_YAML_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def sssom_tsv(
    decisions: Iterable[Decision],
    run: LinkingRun,
    verdicts: Verdicts | None = None,
    *,
    owl: bool = False,
    review: bool = False,
) -> bytes:
    """The whole file. `review` adds the likeliest pair of each doubtful decision, with its low confidence.

    Raises `ValueError` where two things are the same as one item, or one as two.
    """
    outcomes: tuple[Outcome, ...] = ("linked", "review") if review else ("linked",)
    names = _Names(run.base)
    rows = [_row(link, names) for link in links(decisions, run, verdicts, owl=owl, outcomes=outcomes)]
    columns = [column for column in _SLOTS if any(row[column] for row in rows) or column in _REQUIRED]
    lines = sorted("\t".join(_cell(row[column]) for column in columns) for row in rows)
    head = [*_header(run, names), "\t".join(columns)]
    return "".join(f"{line}\n" for line in (*head, *lines)).encode()


class _Names:
    """CURIEs: SSSOM has no identifier in full. A namespace that has no prefix yet is given one."""

    def __init__(self, base: str) -> None:
        minter = Minter(base)
        self.prefixes = _PREFIXES | {"anqid": f"{minter.base}id/", "anqset": f"{minter.base}dataset/"}
        self._used: set[str] = set()

    def curie(self, iri: str) -> str:
        """The IRI as prefix:name; the prefix is one of those told in the header from now on."""
        prefix = next((name for name, space in self.prefixes.items() if iri.startswith(space) and iri != space), None)
        if prefix is None:
            cut = max(iri.rfind("/", 0, -1), iri.rfind("#", 0, -1), iri.find(":")) + 1
            prefix = f"data{sum(name.startswith('data') for name in self.prefixes) + 1}"
            self.prefixes[prefix] = iri[:cut]
        self._used.add(prefix)
        return f"{prefix}:{iri.removeprefix(self.prefixes[prefix])}"

    def used(self) -> Mapping[str, str]:
        """The prefixes of all names made, in order."""
        return {prefix: self.prefixes[prefix] for prefix in sorted(self._used)}


_Slot = Callable[[Link, _Names], str]
#: The slots of a mapping in the order of the specification, those that are filled here.
_SLOTS: Final[dict[str, _Slot]] = {
    "record_id": lambda link, names: names.curie(link.iri),
    "subject_id": lambda link, names: names.curie(link.subject),
    "subject_label": lambda link, _: link.subject_label,
    "predicate_id": lambda link, names: names.curie(link.predicate),
    "object_id": lambda link, names: names.curie(wikidata_entity(link.item)),
    "object_label": lambda link, _: link.item_label,
    "mapping_justification": lambda link, names: names.curie(v.SEMAPV + link.justification),
    "reviewer_label": lambda link, _: _one_of_many(link.reviewer),
    "review_date": lambda link, _: link.review_date.isoformat() if link.review_date else "",
    "confidence": lambda link, _: format(link.confidence, "f"),
    "subject_match_field": lambda link, names: names.curie(v.IDENTIFIER) if link.identifier else "",
    "object_match_field": lambda link, names: names.curie(_PREFIXES["wdt"] + "P4123") if link.identifier else "",
    "match_string": lambda link, _: _one_of_many(link.identifier),
    "comment": lambda link, _: "; ".join(filter(None, (link.note, *link.witnesses))),
}
_REQUIRED: Final = frozenset({"subject_id", "predicate_id", "object_id", "mapping_justification"})


def _row(link: Link, names: _Names) -> dict[str, str]:
    return {slot: told(link, names) for slot, told in _SLOTS.items()}


def _header(run: LinkingRun, names: _Names) -> list[str]:
    minter = Minter(run.base)
    slots = {
        "mapping_set_id": f"{minter.base}mappings/wikidata",
        "license": _LICENSE,
        "subject_source": names.curie(f"{minter.base}dataset/questions"),
        "object_source": names.curie(wikidata_entity(WIKIDATA)),
        "object_source_version": run.retrieved.isoformat() if run.retrieved else "",
        "mapping_tool": TOOL,
        "mapping_tool_version": run.version,
        "mapping_date": "",
        "comment": f"Candidates: {clean(run.source)[0]}" if run.source else "",
    }
    told = {slot: _yaml(value) for slot, value in slots.items() if value}
    told["mapping_date"] = run.date.isoformat()  # a date of YAML, not a string
    head = ['#sssom_version: "1.1"', "#curie_map:"]
    head += [f"#  {prefix}: {_yaml(space)}" for prefix, space in names.used().items()]
    return head + [f"#{slot}: {told[slot]}" for slot in slots if slot in told]


def _yaml(text: str) -> str:
    """A scalar in plain style where that is surely a string, else in double quotes, whose escapes are those of JSON."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS else json.dumps(text)


def _one_of_many(text: str) -> str:
    """A value of a slot that may have several: they are parted by "|"."""
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _cell(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(text) else text
