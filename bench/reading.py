"""Reading alone: what any converter has to pay. `python -m bench.reading KIND ARCHIVE`

Each kind inflates with the standard zipfile and decodes every record, nothing more:

    orjson, msgspec, json     every member of a JSON zip, to plain dicts
    lxml                      every member of an XML zip, to an element tree
    ijson                     the one giant JSON, record by record
    iterparse                 the one giant XML, record by record, each cleared
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any

QUESTION = "question"


def read_orjson(path: str) -> int:
    """zipfile + orjson."""
    import orjson

    return _each(path, orjson.loads)


def read_msgspec(path: str) -> int:
    """zipfile + msgspec, untyped."""
    import msgspec

    return _each(path, msgspec.json.Decoder().decode)


def read_json(path: str) -> int:
    """zipfile + json of the standard library."""
    import json

    return _each(path, json.loads)


def read_lxml(path: str) -> int:
    """zipfile + lxml."""
    from lxml import etree

    return _each(path, etree.fromstring)


def read_ijson(path: str) -> int:
    """zipfile + ijson on one giant array."""
    import ijson

    with zipfile.ZipFile(path) as archive, archive.open(_giant(archive)) as stream:
        return sum(1 for _ in ijson.items(stream, "questionsEcrites.question.item"))


def read_iterparse(path: str) -> int:
    """zipfile + lxml's iterparse on one giant document."""
    with zipfile.ZipFile(path) as archive, archive.open(_giant(archive)) as stream:
        return sum(1 for _ in _elements(stream))


def _elements(stream: IO[bytes]) -> Iterator[Any]:
    from lxml import etree

    for _, element in etree.iterparse(stream, tag=QUESTION):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _each(path: str, decode: Callable[[bytes], Any]) -> int:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".json", ".xml"))]
        for name in names:
            decode(archive.read(name))
    return len(names)


def _giant(archive: zipfile.ZipFile) -> str:
    return next(name for name in archive.namelist() if name.endswith((".json", ".xml")))


KINDS: dict[str, Callable[[str], int]] = {
    "orjson": read_orjson, "msgspec": read_msgspec, "json": read_json, "lxml": read_lxml, "ijson": read_ijson,
    "iterparse": read_iterparse,
}


if __name__ == "__main__":
    print(KINDS[sys.argv[1]](sys.argv[2]))
