"""The links as statements: the graph of links, and the run that made them.

A link is a node of its own, in the form SSSOM gives a mapping (https://mapping-commons.github.io/sssom/spec/formats-rdf/:
an owl:Axiom, its date dcterms:created, its confidence an xsd:double), beside the one statement it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.outputs.links import TOOL, WIKIDATA, Link, links
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.verdicts import Verdicts
from anq2rdf.normalise.characters import clean
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.iris import Minter, wikidata_entity
from anq2rdf.records import SourceFile
from anq2rdf.statements import DATE, DOUBLE, ENGLISH, FRENCH, IRI, STRING, Block, Node, Pair


def link_nodes(
    decisions: Iterable[Decision], run: LinkingRun, verdicts: Verdicts | None = None, *, owl: bool = False
) -> Iterator[Node]:
    """The statements of all that is linked, and of the run. `owl` says owl:sameAs, not schema:sameAs.

    Raises `ValueError` where two things are the same as one item, or one as two.
    """
    minter = Minter(run.base)
    common = Block(_common(minter, run))
    for link in links(decisions, run, verdicts, owl=owl):
        item = wikidata_entity(link.item)
        yield Node(link.subject, minter.graph_links, [(link.predicate, IRI, item)])
        yield Node(link.iri, minter.graph_links, [*_slots(link, item), common, *_evidence(link)])
    yield from _run(minter, run)


def _slots(link: Link, item: str) -> Iterator[Pair]:
    yield v.TYPE, IRI, v.LINK
    yield v.TYPE, IRI, v.AXIOM
    yield v.ANNOTATED_SOURCE, IRI, link.subject
    yield v.ANNOTATED_PROPERTY, IRI, link.predicate
    yield v.ANNOTATED_TARGET, IRI, item
    if link.subject_label:
        yield v.SUBJECT_LABEL, STRING, link.subject_label
    if link.item_label:
        yield v.OBJECT_LABEL, STRING, link.item_label
    yield v.MAPPING_JUSTIFICATION, IRI, v.SEMAPV + link.justification
    yield v.CONFIDENCE, DOUBLE, double(link.confidence)


def _common(minter: Minter, run: LinkingRun) -> Iterator[Pair]:
    """What is the same of all links of one run; SSSOM wants it on each of them in RDF."""
    yield v.OBJECT_SOURCE, IRI, wikidata_entity(WIKIDATA)
    if run.retrieved is not None:
        yield v.OBJECT_SOURCE_VERSION, STRING, run.retrieved.isoformat()
    yield v.MAPPING_TOOL, STRING, TOOL
    yield v.MAPPING_TOOL_VERSION, STRING, run.version
    yield v.CREATED, DATE, run.date.isoformat()
    yield v.GENERATED_BY, IRI, minter.run(run.fingerprint)


def _evidence(link: Link) -> Iterator[Pair]:
    for witness in link.witnesses:
        yield v.WITNESS, STRING, witness
    if link.reviewer:
        yield v.REVIEWER_LABEL, STRING, link.reviewer
    if link.review_date is not None:
        yield v.REVIEW_DATE, DATE, link.review_date.isoformat()
    if link.note:
        yield v.COMMENT, STRING, link.note


def _run(minter: Minter, run: LinkingRun) -> Iterator[Node]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.ACTIVITY),
        (v.LABEL, FRENCH, f"Rapprochement avec Wikidata par anq2rdf {run.version}"),
        (v.LABEL, ENGLISH, f"Linking to Wikidata by anq2rdf {run.version}"),
    ]
    if run.source:
        when = f", {run.retrieved.isoformat()}" if run.retrieved else ""
        pairs.append((v.COMMENT, STRING, f"{clean(run.source)[0]}{when}"))
    pairs += [(v.USED, IRI, minter.file(file.sha256)) for file in run.inputs]
    yield Node(minter.run(run.fingerprint), minter.graph_provenance, pairs)
    for file in run.inputs:
        yield Node(minter.file(file.sha256), minter.graph_provenance, _file(file))


def _file(file: SourceFile) -> list[Pair]:
    return [
        (v.TYPE, IRI, v.SOURCE_FILE),
        (v.IDENTIFIER, STRING, f"sha256:{file.sha256}"),
        (v.FORMAT, STRING, file.media_type),
        (v.LABEL, STRING, clean(file.name)[0]),
    ]


def double(value: Decimal) -> str:
    """The canonical lexical form of an xsd:double: 9.5E-1 (https://www.w3.org/TR/xmlschema-2/#double)."""
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)
    figures = "".join(map(str, digits))
    return f"{figures[0]}.{figures[1:] or '0'}E{len(figures) - 1 + exponent}"
