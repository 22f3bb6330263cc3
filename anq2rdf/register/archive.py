"""The register's file as bytes: the official zip, the folder it unpacks to, or one composite JSON file.

Members are read through `zipfile`, under the caps, into memory; nothing is ever extracted. A fault of any member that
belongs to the register refuses the whole file: half a register would turn known people into unknown ones.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.register.addresses import address

_ENTITY = re.compile(r"(?:^|/)P[AO]\d+\.json\Z")
_COMPOSITES = 16          # a composite archive holds one file, or a few
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def digest(path: Path, limits: Limits) -> str:
    """SHA-256 of the file; of a folder, that of its sorted list of member names and member digests."""
    if not path.is_dir():
        _check_file(path, limits.register_bytes)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    whole = hashlib.sha256()
    for name, data in _folder(path, limits):
        whole.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def members(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every member that may hold actors or organs, in natural order of the names.

    Raises `SourceError` (E123 not a register, E206 damaged, E207 encrypted, E210 not readable) or `LimitExceeded`.
    """
    if path.is_dir():
        yield from _folder(path, limits)
    elif _head(path, limits).startswith(b"PK"):
        yield from _zip(path, limits)
    elif _head(path, limits).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        _check_file(path, limits.member_bytes)
        yield path.name, path.read_bytes()
    else:
        raise not_a_register(path)


def not_a_register(path: Path) -> SourceError:
    """The file is readable but holds no actors and organs."""
    return SourceError(
        f"{escaped(path.name)} is not the register of actors, mandates and organs (AMO30, JSON)",
        remedy=f"download {address('register')}",
        code="E123",
    )


# ---- folders --------------------------------------------------------------------------------------------------------


def _folder(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    bases = [base / kind for base in (path, path / "json") for kind in ("acteur", "organe")]
    found = sorted(file for base in bases for file in base.glob("*.json") if _ENTITY.search(file.as_posix()))
    wanted = found or sorted(path.glob("*.json"))[:_COMPOSITES]
    if not wanted:
        raise not_a_register(path)
    if len(wanted) > limits.folder_files:
        raise LimitExceeded(f"{escaped(path.name)} holds more than {limits.folder_files} files", code="E203")
    for file in wanted:
        _check_file(file, limits.member_bytes)
        yield file.relative_to(path).as_posix(), _bytes_of(file)


def _check_file(path: Path, cap: int) -> None:
    """A regular file within the cap: a device or a pipe by name would never end."""
    try:
        status = path.stat()
    except OSError as fault:
        raise SourceError(f"{escaped(path.name)} cannot be read: {fault.strerror}", code="E210") from fault
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(f"{escaped(path.name)} is not a regular file", code="E210")
    if status.st_size > cap:
        raise LimitExceeded(f"{escaped(path.name)} has {status.st_size} bytes, more than {cap}", code="E203")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise SourceError(f"{escaped(path.name)} cannot be read: {fault.strerror}", code="E210") from fault


def _head(path: Path, limits: Limits) -> bytes:
    _check_file(path, limits.register_bytes)
    try:
        with path.open("rb") as stream:
            return stream.read(64)
    except OSError as fault:
        raise SourceError(f"{escaped(path.name)} cannot be read: {fault.strerror}", code="E210") from fault


# ---- zip ------------------------------------------------------------------------------------------------------------


def _zip(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise _damaged(path.name, fault) from fault
    with archive:
        for info in _wanted(archive, path, limits):
            yield info.filename, _inflate(archive, info, limits)


def _wanted(archive: zipfile.ZipFile, path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    listed = archive.infolist()
    if len(listed) > limits.archive_members:
        raise LimitExceeded(f"{escaped(path.name)} has {len(listed)} members", code="E203")
    files = [info for info in listed if not info.is_dir() and "__MACOSX/" not in info.filename]
    wanted = [info for info in files if _ENTITY.search(info.filename)]
    if not wanted and len(files) <= _COMPOSITES:
        wanted = [info for info in files if info.filename.endswith(".json")]
    if not wanted:
        raise not_a_register(path)
    if sum(info.file_size for info in wanted) > limits.register_bytes:
        raise LimitExceeded(f"{escaped(path.name)} inflates beyond {limits.register_bytes} bytes", code="E203")
    return sorted(wanted, key=lambda info: info.filename)


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """One member, checked before and after: `zipfile` stops at the declared size and compares the CRC."""
    name = escaped(info.filename)
    bomb = info.file_size > limits.ratio_floor and info.file_size > limits.ratio * max(info.compress_size, 1)
    if bomb or info.file_size > limits.member_bytes:
        raise LimitExceeded(f"{name} inflates to {info.file_size} bytes, beyond the allowed size or ratio", code="E201")
    if info.flag_bits & 1 or info.compress_type not in _METHODS:
        raise SourceError(f"{name} is encrypted or compressed by method {info.compress_type}", code="E207")
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as fault:
        raise _damaged(info.filename, fault) from fault


def _damaged(name: str, fault: Exception) -> SourceError:
    return SourceError(
        f"{escaped(name)} is damaged: {escaped(str(fault))}",
        remedy=f"is the download complete? the register is at {address('register')}",
        code="E206",
    )
