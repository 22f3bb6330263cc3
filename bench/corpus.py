"""Archives of invented written questions in the official layouts: `python -m bench.corpus N FOLDER`.

The same N gives the same bytes (with one version of Python and zlib; else the same questions). Each archive says in a
note of its own, LISEZMOI.txt, that its questions are made up.
"""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bench import layouts, register
from bench.processes import measure, module
from bench.questions import question

NOTE = """\
EXEMPLE INVENTÉ — MADE-UP EXAMPLE

Ces {count} questions écrites sont inventées pour mesurer anq2rdf. Personne ne les a posées, personne n'y a répondu ;
députés, groupes, ministères, lieux et chiffres n'existent pas. Seule la disposition des fichiers est l'officielle.

These {count} written questions were invented to measure anq2rdf. Only the layout of the files is the official one.
"""
_DAY = (2026, 1, 1, 0, 0, 0)


class Archives(NamedTuple):
    """Where the archives of one corpus lie."""

    json: Path
    xml: Path
    giant_json: Path
    giant_xml: Path
    register: Path


def archives(folder: Path) -> Archives:
    """The paths, whether or not anything lies there yet."""
    names = "QE.json.zip", "QE.xml.zip", "QE_giant.json.zip", "QE_giant.xml.zip", "register.zip"
    return Archives(*(folder / name for name in names))


def make(count: int, folder: Path) -> Archives:
    """Write the five archives. A folder that holds those of this count already is left as it is."""
    paths, done = archives(folder), folder / "count.txt"
    if done.is_file() and done.read_text() == str(count) and all(path.is_file() for path in paths):
        return paths
    folder.mkdir(parents=True, exist_ok=True)
    done.unlink(missing_ok=True)
    _write(count, paths)
    register.write(paths.register)
    done.write_text(str(count))
    return paths


def make_apart(count: int, folder: Path) -> Archives:
    """The same in a process of its own, so that this one stays small (see `processes`)."""
    measure(module("corpus", str(count), folder))
    return archives(folder)


def records(count: int) -> Iterator[dict[str, Any]]:
    """The records of a corpus, in the order of their numbers."""
    return (question(index, count) for index in range(count))


def _write(count: int, paths: Archives) -> None:
    with (
        _archive(paths.json, count) as by_json,
        _archive(paths.xml, count) as by_xml,
        _giant(paths.giant_json, "Questions_ecrites.json", count, layouts.JSON) as add_json,
        _giant(paths.giant_xml, "Questions_ecrites.xml", count, layouts.XML) as add_xml,
    ):
        for record in records(count):
            _put(by_json, f"json/{record['uid']}.json", layouts.json_file(record))
            _put(by_xml, f"xml/{record['uid']}.xml", layouts.xml_file(record))
            add_json(layouts.json_item(record))
            add_xml(layouts.xml_item(record))


@contextmanager
def _giant(path: Path, name: str, count: int, frame: layouts.Frame) -> Iterator[Callable[[bytes], None]]:
    """Gives what adds one question to the one big member of an archive."""
    joint = b""

    def add(item: bytes) -> None:
        nonlocal joint
        stream.write(joint + item)
        joint = frame.joint

    with _archive(path, count) as archive, archive.open(_info(name), "w") as stream:
        stream.write(frame.head)
        yield add
        stream.write(frame.foot)


def _archive(path: Path, count: int) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    _put(archive, "LISEZMOI.txt", NOTE.format(count=count).encode())
    return archive


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("count", type=int, help="how many questions")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    for path in make(given.count, given.folder):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    _main()
