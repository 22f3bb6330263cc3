"""Small stores made for one test, with whatever text in every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from anq2rdf.rdf import vocabulary as v

BASE = "https://w3id.org/anq/"


def question(number: int, **said: str) -> Iterator[tuple[str, str, ox.Literal | ox.NamedNode]]:
    """The statements of a question of the XV: `title`, `text`, `answer`, `author` (a name), `ministry`, `day` as given."""
    iri = f"{BASE}id/question/QANR5L15QE{number}"
    yield iri, v.TYPE, ox.NamedNode(v.QUESTION)
    yield iri, v.IDENTIFIER, ox.Literal(f"QANR5L15QE{number}")
    yield iri, v.NUMBER, ox.Literal(number)
    yield iri, v.LEGISLATURE, ox.NamedNode(f"{BASE}id/legislature/15")
    yield iri, v.QUESTION_TYPE, ox.NamedNode(f"{BASE}code/question-type/QE")
    for name, predicate in (("title", v.TITLE), ("text", v.TEXT), ("day", v.PUBLICATION_DATE), ("author", v.AUTHOR_LABEL)):
        if name in said:
            yield iri, predicate, ox.Literal(said[name])
    if "answer" in said:
        yield f"{iri}/answer/1", v.TYPE, ox.NamedNode(v.ANSWER_CLASS)
        yield f"{iri}/answer/1", v.ANSWER_TO, ox.NamedNode(iri)
        yield f"{iri}/answer/1", v.TEXT, ox.Literal(said["answer"], language="fr")
    if "ministry" in said:
        ministry = f"{BASE}id/organ/PO{number}"
        yield iri, v.ATTRIBUTED_MINISTRY, ox.NamedNode(ministry)
        yield ministry, v.TYPE, ox.NamedNode(v.MINISTRY)
        yield ministry, v.LABEL, ox.Literal(said["ministry"], language="fr")


def fill(folder: Path, *subjects: Iterable[tuple[str, str, ox.Literal | ox.NamedNode]]) -> Path:
    """A store in that folder with these statements."""
    store = ox.Store(folder)
    for statements in subjects:
        store.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o) for s, p, o in statements)
    store.flush()
    return folder
