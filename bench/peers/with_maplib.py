"""maplib on the flat table, by templates: `python with_maplib.py FOLDER OUT.nt`"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import polars as pl
from maplib import IRI, Model, Parameter, RDFType, SolutionMappings, Template, Triple, Variable

LANGUAGE = "language "
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
XSD = "http://www.w3.org/2001/XMLSchema#"


def main(folder: Path, output: str) -> None:
    """Read the table, make one template a node of the question, map, write."""
    columns = json.loads((folder / "columns.json").read_text())
    table = pl.read_csv(folder / "flat.csv", infer_schema=False, null_values=[""])
    model = Model()
    for subject in dict.fromkeys(column["subject"] for column in columns):
        _map(model, table, subject, [column for column in columns if column["subject"] == subject])
    model.write(output, format="ntriples")


def _map(model: Any, table: pl.DataFrame, subject: str, columns: list[dict[str, str]]) -> None:
    types = {subject: RDFType.IRI} | {column["name"]: _type(column["kind"]) for column in columns}
    parameters = [
        Parameter(Variable(name), optional=name != subject, rdf_type=kind) for name, kind in types.items()
    ]
    triples = [Triple(Variable(subject), IRI(each["predicate"]), Variable(each["name"])) for each in columns]
    template = Template(IRI(f"urn:template:{subject}"), parameters, triples)
    present = table.filter(pl.col(subject).is_not_null())
    data = present.select(pl.col(subject), *(_values(column) for column in columns))
    model.map(template, SolutionMappings(data, types))


def _type(kind: str) -> Any:
    if kind == "iri":
        return RDFType.IRI
    if kind.startswith(LANGUAGE):
        return RDFType.Literal(IRI(LANG_STRING))
    return RDFType.Literal(IRI(f"{XSD}string" if kind == "string" else kind))


def _values(column: dict[str, str]) -> pl.Expr:
    found, kind = pl.col(column["name"]), column["kind"]
    if kind.startswith(LANGUAGE):      # maplib's own form of a text with its language
        tag = pl.lit(kind.removeprefix(LANGUAGE)).alias("l")
        text = pl.struct(found.alias(f"<{LANG_STRING}>"), tag)
        return pl.when(found.is_not_null()).then(text).alias(column["name"])
    if kind == f"{XSD}integer":
        return found.cast(pl.Int64)
    return found.str.to_date("%Y-%m-%d") if kind == f"{XSD}date" else found


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
