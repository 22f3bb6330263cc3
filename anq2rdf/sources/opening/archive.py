"""An archive: what a zip and a tar have in common once their directories are read, and the rules for members' names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from anq2rdf.limits import Limits
from anq2rdf.problems import Place, Problem, escaped
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.piece import Piece

_DIGITS = re.compile(r"([0-9]+)")
_DRIVE = re.compile(r"[A-Za-z]:")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[/ .]?[A-Za-z0-9_-])*+")      # no "..", no drive, no root, all printable
_SEPARATORS = re.compile(r"[/\\]")


class Entry(Struct, frozen=True, gc=False):
    """One line of an archive's directory. `code` and `detail` say why its bytes will not be read, if that is known."""

    name: str
    extent: Extent
    code: str = ""
    detail: str = ""

    @property
    def unpacked(self) -> int:
        """Bytes when unpacked, as the directory declares it."""
        return self.extent.length if self.extent.size is None else self.extent.size


def natural(name: str) -> list[str | tuple[int, str]]:
    """The key that sorts QG2 before QG10. Digits compare by value without ever becoming a (hostile, huge) number."""
    parts: list[str | tuple[int, str]] = list(_DIGITS.split(name))
    parts[1::2] = [_by_value(str(digits)) for digits in parts[1::2]]
    return parts


def _by_value(digits: str) -> tuple[int, str]:
    bare = digits.lstrip("0")
    return len(bare), bare


Key = tuple[list[str | tuple[int, str]], str]


def order_of(name: str) -> Key:
    """The key that puts members in natural order."""
    return natural(name), name


def pieces(archive: Piece, entries: Iterable[Entry], wanted: str | None = None) -> Iterator[Piece]:
    """The documents of an archive whose entries come in order; with `wanted`, that member or folder alone.

    Raises `SourceError` E209 when nothing is left of it.
    """
    kept, before = 0, None
    for entry in entries:
        if not _counts(entry):
            continue
        kept += 1
        if _matches(entry.name, wanted):
            yield _piece(archive, entry, twice=entry.name == before, named=entry.name == wanted)
            before = entry.name
    if before is None:
        raise fault("E209", _nothing(kept, wanted))


def _counts(entry: Entry) -> bool:
    """Not a folder, and not what macOS leaves behind."""
    parts = entry.name.split("/")
    if not parts[-1] and not entry.unpacked:
        return False
    return parts[0] != "__MACOSX" and parts[-1] != ".DS_Store"


def _matches(name: str, wanted: str | None) -> bool:
    return wanted is None or name == wanted or (wanted.endswith("/") and name.startswith(wanted))


def _nothing(count: int, wanted: str | None) -> str:
    return "the archive is empty" if wanted is None else f"none of its {count} members is {escaped(wanted)}"


def _piece(archive: Piece, entry: Entry, *, twice: bool, named: bool) -> Piece:
    member = _member(archive, entry.name)
    place = Place(file=archive.file.name, member=member)
    remarks = []
    if (danger := _danger(entry.name, archive.limits)):
        remarks.append(Problem(code="E204", place=place, detail=danger))
    if twice:
        remarks.append(Problem(code="E208", place=place))
    return Piece(
        file=archive.file, extent=entry.extent, limits=archive.limits, member=member, depth=archive.depth + 1,
        explicit=named, remarks=tuple(remarks),
        trouble=Problem(code=entry.code, place=place, detail=entry.detail) if entry.code else None,
    )


def _member(archive: Piece, name: str) -> str:
    """The name as records and reports carry it: printable, and never longer than allowed."""
    cap = archive.limits.member_name_bytes
    shown = name if name.isprintable() and len(name) <= cap else escaped(name, cap)
    return f"{archive.member}!/{shown}" if archive.member else shown


def _danger(name: str, limits: Limits) -> str:
    """What is wrong with a member's name, in words; "" when it is a plain relative name."""
    cap = limits.member_name_bytes
    if len(name) * 4 > cap and len(name.encode("utf-8", "replace")) > cap:
        return f"longer than {cap} bytes"
    if _PLAIN_NAME.fullmatch(name):
        return ""
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "an absolute name"
    if ".." in _SEPARATORS.split(name):
        return "it climbs out of its folder"
    if not name.isprintable() and any(unicodedata.category(character)[0] == "C" for character in name):
        return "it holds control characters"
    return ""
