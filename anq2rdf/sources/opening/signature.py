"""A signature: what bytes are, told by how they begin, never by the name they were given."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from anq2rdf.problems import escaped

Kind = Literal["zip", "tar", "gzip", "tar.gz"]

MEDIA_TYPES: dict[Kind, str] = {
    "zip": "application/zip", "tar": "application/x-tar", "gzip": "application/gzip", "tar.gz": "application/gzip",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")      # a member, the end of an empty archive, a part of a set
_OTHER_ARCHIVES = {
    b"\x1f\x9d": "compress (.Z)", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "rar", b"LZIP": "lzip",
}
_MAGICS = tuple(_OTHER_ARCHIVES)
_SUM = re.compile(rb" *([0-7]{1,7})[\0 ]")
_KNOWN = {
    b"%PDF-": "a PDF", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"SQLite format 3\0": "an SQLite file", b"\x7fELF": "a program",
    b"{\\rtf": "an RTF document", b"RIFF": "a RIFF file",
}
_TITLE = re.compile(rb"<title[^>]*>([^<]{0,200})", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][^\s/>]{0,80})")


def kind_of(head: bytes) -> Kind | None:
    """The kind of container that begins so; None for all else."""
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(b"\x1f\x8b\x08"):
        return "tar.gz" if is_tar(_inflated_start(head)) else "gzip"
    return "tar" if is_tar(head) else None


def other_archive(head: bytes) -> str | None:
    """The name of a way of packing that is not read."""
    if not head.startswith(_MAGICS):
        return None
    return next((name for magic, name in _OTHER_ARCHIVES.items() if head.startswith(magic)), None)


def is_tar(head: bytes) -> bool:
    """Whether a tar's first header stands there: its checksum is right. Old tars have no magic number."""
    if len(head) < 512 or not head[0]:
        return False
    recorded = _SUM.match(head, 148, 156)
    return recorded is not None and int(recorded[1], 8) in tar_sums(head[:512])


def tar_sums(header: bytes) -> tuple[int, int]:
    """The header's checksum as POSIX has it, and with signed bytes as some old tars wrote it."""
    counted = header[:148] + b" " * 8 + header[156:512]
    return sum(counted), sum(counted) - 256 * sum(byte > 127 for byte in counted)


def seems(head: bytes) -> str:
    """What bytes that are no known form seem to be, in a few words for a person."""
    known = next((what for magic, what in _KNOWN.items() if head.startswith(magic)), None)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if known is not None:
        return known
    if _HTML.search(text[:2048]):
        return _page(text)
    if text.startswith(b"<"):
        root = _ROOT.search(text)
        return f"XML with the root <{_shown(root[1])}>" if root else "markup"
    if text.startswith((b"{", b"[")):
        return "JSON of another kind, or cut short"
    return "binary data" if b"\0" in head else "text"


def _page(text: bytes) -> str:
    title = _TITLE.search(text)
    words = _shown(b" ".join(title[1].split())) if title else ""
    return f"an HTML page, “{words}”" if words else "an HTML page"


def _shown(raw: bytes) -> str:
    return escaped(raw.decode("utf-8", "replace"), 80)


def _inflated_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 512)
    except zlib.error:
        return b""
