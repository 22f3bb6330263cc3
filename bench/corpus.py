"""Archives of invented written questions in the official layouts.

    python -m bench.corpus N FOLDER [--layouts json,xml,giant-json,giant-xml] [--processes 2]

The same N gives the same bytes (with one version of Python and zlib; else the same questions), whatever the layouts
and processes. Each archive says in a note of its own, LISEZMOI.txt, that its questions are made up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import zipfile
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from bench import layouts, register
from bench.processes import measure, module
from bench.questions import question
from bench.zipping import Packed, Part, pack

NOTE = """\
EXEMPLE INVENTÉ — MADE-UP EXAMPLE

Ces {count} questions écrites sont inventées pour mesurer anq2rdf. Personne ne les a posées, personne n'y a répondu ;
députés, groupes, ministères, lieux et chiffres n'existent pas. Seule la disposition des fichiers est l'officielle.

These {count} written questions were invented to measure anq2rdf. Only the layout of the files is the official one.
"""
LAYOUTS = ("json", "xml", "giant-json", "giant-xml")
CHUNK = 500       # questions that one process makes at a time
_DAY = (2026, 1, 1, 0, 0, 0)
_MAKERS = ("corpus", "layouts", "phrases", "questions", "register", "texts", "zipping")


class Archives(NamedTuple):
    """Where the archives of one corpus lie; those of layouts not asked for do not exist."""

    json: Path
    xml: Path
    giant_json: Path
    giant_xml: Path
    register: Path


class Chunk(NamedTuple):
    """Some questions in every layout asked for."""

    parts: dict[str, Part]
    giants: dict[str, bytes]


def archives(folder: Path) -> Archives:
    """The paths, whether or not anything lies there yet."""
    names = "QE.json.zip", "QE.xml.zip", "QE_giant.json.zip", "QE_giant.xml.zip", "register.zip"
    return Archives(*(folder / name for name in names))


def make(count: int, folder: Path, wanted: Collection[str] = LAYOUTS, processes: int = 1) -> Archives:
    """Write the archives. Those that the folder holds already, made by this very code, are left as they are."""
    paths, told, by = archives(folder), folder / "made.json", {"count": count, "by": _digest()}
    made = json.loads(told.read_text()) if told.is_file() else {}
    there = set(made["layouts"]) if by == {key: made.get(key) for key in by} else set()
    lacking = [name for name in LAYOUTS if name in wanted and name not in there]
    if lacking or not there:
        folder.mkdir(parents=True, exist_ok=True)
        told.unlink(missing_ok=True)
        _write(count, paths, lacking, processes)
        register.write(paths.register)
        told.write_text(json.dumps(by | {"layouts": sorted({*there, *lacking})}))
    return paths


def make_apart(count: int, folder: Path, wanted: Collection[str] = LAYOUTS) -> Archives:
    """The same in processes of its own, so that this one stays small (see `processes`)."""
    processes = str(min(os.cpu_count() or 1, 1 + count // 5_000))
    measure(module("corpus", str(count), folder, "--layouts", ",".join(wanted), "--processes", processes))
    return archives(folder)


def records(count: int) -> Iterator[dict[str, Any]]:
    """The records of a corpus, in the order of their numbers."""
    return (question(index, count) for index in range(count))


def _digest() -> str:
    """Of the modules that make a corpus: another version of them makes it anew."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / f"{name}.py").read_bytes() for name in _MAKERS)).hexdigest()[:16]


def _write(count: int, paths: Archives, wanted: list[str], processes: int) -> None:
    with ExitStack() as stack:
        plain = {name: stack.enter_context(_small(paths, name, count)) for name in ("json", "xml") if name in wanted}
        giants = {
            name: stack.enter_context(_giant(paths, name, count)) for name in ("giant-json", "giant-xml")
            if name in wanted
        }
        for chunk in _chunks(count, wanted, processes):
            for name, part in chunk.parts.items():
                plain[name].add(part)
            for name, items in chunk.giants.items():
                giants[name](items)


def _chunks(count: int, wanted: list[str], processes: int) -> Iterator[Chunk]:
    starts = range(0, count, CHUNK)
    if processes == 1:
        yield from (_chunk(start, count, wanted) for start in starts)
        return
    waiting: deque[Future[Chunk]] = deque()
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for start in starts:
            waiting.append(pool.submit(_chunk, start, count, wanted))
            if len(waiting) > 4 * processes:
                yield waiting.popleft().result()
        yield from (each.result() for each in waiting)


def _chunk(start: int, count: int, wanted: list[str]) -> Chunk:
    found = [question(index, count) for index in range(start, min(start + CHUNK, count))]
    parts, giants = {}, {}
    if "json" in wanted:
        parts["json"] = pack((f"json/{each['uid']}.json", layouts.json_file(each)) for each in found)
    if "xml" in wanted:
        parts["xml"] = pack((f"xml/{each['uid']}.xml", layouts.xml_file(each)) for each in found)
    if "giant-json" in wanted:
        giants["giant-json"] = layouts.JSON.joint.join(map(layouts.json_item, found))
    if "giant-xml" in wanted:
        giants["giant-xml"] = layouts.XML.joint.join(map(layouts.xml_item, found))
    return Chunk(parts, giants)


def _small(paths: Archives, name: str, count: int) -> Packed:
    archive = Packed(getattr(paths, name))
    archive.add(pack([("LISEZMOI.txt", NOTE.format(count=count).encode())]))
    return archive


@contextmanager
def _giant(paths: Archives, name: str, count: int) -> Iterator[Callable[[bytes], None]]:
    """Gives what adds some questions to the one big member of an archive."""
    path: Path = getattr(paths, name.replace("-", "_"))
    frame = layouts.JSON if name == "giant-json" else layouts.XML
    joint = frame.head

    def add(items: bytes) -> None:
        nonlocal joint
        stream.write(joint + items)
        joint = frame.joint

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_info("LISEZMOI.txt"), NOTE.format(count=count).encode())
        with archive.open(_info(f"Questions_ecrites.{name.removeprefix('giant-')}"), "w", force_zip64=True) as stream:
            yield add
            stream.write(frame.foot)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("count", type=int, help="how many questions")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layouts", type=lambda text: text.split(","), default=LAYOUTS)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    for path in make(given.count, given.folder, given.layouts, given.processes):
        if path.is_file():
            print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    _main()
