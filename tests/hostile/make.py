"""The diseases that are too large, too binary or too odd to keep as files: each function makes one in a folder.

A function is named by its disease, gets an empty folder and gives the argument (or arguments) to read. None is ever
committed; all are the same at every run.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.hostile.sound import as_json, name
from tests.sources.archives import directory_of, gzipped, patched, tarred, zipped

Made = str | list[str]
Maker = Callable[[Path], Made]

SOUND = {name(1): as_json(1), name(2): as_json(2)}


def put(folder: Path, file: str, data: bytes) -> str:
    """A file of these bytes."""
    path = folder / file
    path.write_bytes(data)
    return str(path)


def entries(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A zip of members described in full."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in members:
            archive.writestr(info, data)
    return target.getvalue()


def with_mode(member: str, mode: int) -> zipfile.ZipInfo:
    """A member that says of itself that it is such a file of Unix."""
    info = zipfile.ZipInfo(member)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def respelt(archive: bytes, before: bytes, after: bytes) -> bytes:
    """The archive with a member's name replaced by one of the same length that no library would write."""
    assert len(before) == len(after)
    return archive.replace(before, after)


# ---- bombs -----------------------------------------------------------------------------------------------------------


def zip_bomb(folder: Path) -> Made:
    """300 MB of spaces in 300 kB beside two sound questions."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in SOUND.items():
            archive.writestr(member, data)
        with archive.open("json/QANR5L16QE3.json", "w") as bomb:
            for _ in range(300):
                bomb.write(b" " * (1 << 20))
    return put(folder, "bomb.zip", target.getvalue())


def zip_bomb_that_lies(folder: Path) -> Made:
    """The same, but its directory declares ten bytes."""
    path = Path(str(zip_bomb(folder)))
    archive = path.read_bytes()
    return put(folder, "liar.zip", patched(archive, directory_of(archive, 2) + 24, "<L", 10))


def gzip_bomb(folder: Path) -> Made:
    """One file, a thousand to one."""
    return put(folder, "bomb.json.gz", gzipped(b" " * (100 << 20)))


def gzip_bomb_in_a_zip(folder: Path) -> Made:
    """Packed twice, the outer ratio looks modest."""
    bomb = gzipped(b" " * (100 << 20))
    return put(folder, "outer.zip", zipped(SOUND | {"bomb.gz": bomb}))


def tar_bomb(folder: Path) -> Made:
    """A tar.gz of zeros."""
    return put(folder, "bomb.tar.gz", gzipped(tarred({"x.json": bytes(100 << 20)})))


def overlapping_members(folder: Path) -> Made:
    """Two lines of the directory for the same bytes, after one for bytes of its own."""
    archive = entries(("json/QANR5L16QE1.json", as_json(1)), ("json/QANR5L16QE2.json", as_json(2)), ("x" * 21, b"{}"))
    offset = struct.unpack_from("<L", archive, directory_of(archive, 1) + 42)[0]
    return put(folder, "overlap.zip", patched(archive, directory_of(archive, 2) + 42, "<L", offset))


def zips_six_deep(folder: Path) -> Made:
    """A zip in a zip in a zip …"""
    inner = zipped({name(1): as_json(1)})
    for _ in range(5):
        inner = zipped({"inner.zip": inner})
    return put(folder, "deep.zip", inner)


def zip_in_a_zip(folder: Path) -> Made:
    """One level is read."""
    return put(folder, "outer.zip", zipped({"inner.zip": zipped(SOUND)}))


def gzips_three_deep(folder: Path) -> Made:
    """A gzip in a gzip in a gzip."""
    return put(folder, "deep.gz", gzipped(gzipped(gzipped(as_json(1)))))


def too_many_members(folder: Path) -> Made:
    """More members than the case's limits allow."""
    return put(folder, "many.zip", zipped([(f"{n}.txt", b"") for n in range(2001)]))


def too_many_bytes(folder: Path) -> Made:
    """Each member within its cap, all together over the archive's."""
    return put(folder, "large.zip", zipped([(f"{n}.txt", os.urandom(1 << 16)) for n in range(20)]))


# ---- names -----------------------------------------------------------------------------------------------------------


def _named(folder: Path, member: str) -> Made:
    return put(folder, "names.zip", entries((member, as_json(1))))


def name_that_climbs(folder: Path) -> Made:
    """../../ and on."""
    return _named(folder, "../../../../tmp/QANR5L16QE1.json")


def name_that_climbs_by_backslash(folder: Path) -> Made:
    """The same for Windows."""
    return _named(folder, "json\\..\\..\\QANR5L16QE1.json")


def name_that_is_absolute(folder: Path) -> Made:
    """/etc/…"""
    return _named(folder, "/etc/QANR5L16QE1.json")


def name_with_a_drive(folder: Path) -> Made:
    """C:\\…"""
    return _named(folder, "C:/QANR5L16QE1.json")


def name_with_a_nul(folder: Path) -> Made:
    """Ends early for whoever reads it as C does."""
    archive = entries(("QANR5L16QE1.json_.txt", as_json(1)))
    return put(folder, "names.zip", respelt(archive, b"json_.txt", b"json\0.txt"))


def name_that_drives_the_terminal(folder: Path) -> Made:
    """Escape sequences, a newline and a right-to-left override."""
    return _named(folder, "\x1b[2J\x1b]0;x\x07\nQANR5L16QE1\u202enosj.json")


def name_of_65_kilobytes(folder: Path) -> Made:
    """The longest that a zip can hold."""
    return _named(folder, "x" * 65_000 + "/QANR5L16QE1.json")


def name_that_is_no_utf8(folder: Path) -> Made:
    """Flagged as UTF-8, which it is not."""
    archive = entries(("é-QANR5L16QE1.json", as_json(1)))
    return put(folder, "names.zip", respelt(archive, "é".encode(), b"\xff\xfe"))


def names_twice(folder: Path) -> Made:
    """Two members of one name and different content."""
    return put(folder, "twice.zip", zipped([(name(1), as_json(1)), (name(1), as_json(2))]))


# ---- members that are no files ---------------------------------------------------------------------------------------


def links_and_devices(folder: Path) -> Made:
    """A symbolic link to a secret, a device and a pipe, beside a sound question."""
    return put(
        folder, "links.zip",
        entries(
            (with_mode("json/QANR5L16QE7.json", stat.S_IFLNK | 0o777), b"/etc/passwd"),
            (with_mode("json/QANR5L16QE8.json", stat.S_IFCHR | 0o666), b""),
            (with_mode("json/QANR5L16QE9.json", stat.S_IFIFO | 0o666), b""),
            (name(1), as_json(1)),
        ),
    )


def links_and_devices_in_a_tar(folder: Path) -> Made:
    """The same in a taz."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"QANR5L16QE9{kind.decode()}.json")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo(name(1))
        info.size = len(as_json(1))
        archive.addfile(info, io.BytesIO(as_json(1)))
    return put(folder, "links.taz", gzipped(target.getvalue()))


# ---- damage ----------------------------------------------------------------------------------------------------------


def zip_cut_short(folder: Path) -> Made:
    """A download that stopped."""
    return put(folder, "cut.zip", zipped(SOUND, zipfile.ZIP_STORED)[:1500])


def zip_without_its_directory(folder: Path) -> Made:
    """Every member is there, what says so is not."""
    archive = zipped(SOUND)
    return put(folder, "headless.zip", archive[: directory_of(archive)])


def zip_with_garbage_after_it(folder: Path) -> Made:
    """Something was appended."""
    return put(folder, "tail.zip", zipped(SOUND) + b"<html>too many connections</html>")


def zip_with_a_wrong_checksum(folder: Path) -> Made:
    """One member's CRC is wrong."""
    archive = zipped(SOUND)
    return put(folder, "crc.zip", patched(archive, directory_of(archive) + 16, "<L", 1))


def zip_with_a_lying_size(folder: Path) -> Made:
    """One member declares fewer bytes than it holds, one more."""
    archive = zipped(SOUND | {name(3): as_json(3)})
    for number, size in ((0, 10), (1, 100_000)):
        archive = patched(archive, directory_of(archive, number) + 24, "<L", size)
    return put(folder, "size.zip", archive)


def taz_cut_short(folder: Path) -> Made:
    """A download that stopped."""
    return put(folder, "cut.taz", gzipped(tarred(SOUND))[:-50])


def zip_encrypted(folder: Path) -> Made:
    """One member wants a password."""
    archive = zipped(SOUND)
    return put(folder, "secret.zip", patched(archive, directory_of(archive) + 8, "<H", 1))


def _packed_by(folder: Path, method: int) -> Made:
    archive = zipped(SOUND)
    return put(folder, "method.zip", patched(archive, directory_of(archive) + 10, "<H", method))


def zip_by_deflate64(folder: Path) -> Made:
    """What Windows does to large files."""
    return _packed_by(folder, 9)


def zip_by_zstd(folder: Path) -> Made:
    """A new method."""
    return _packed_by(folder, 93)


def zip_by_nobody(folder: Path) -> Made:
    """A method that does not exist."""
    return _packed_by(folder, 4242)


def seven_zip(folder: Path) -> Made:
    """Another kind of archive altogether."""
    return put(folder, "archive.zip", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100))


# ---- nothing ---------------------------------------------------------------------------------------------------------


def zip_empty(folder: Path) -> Made:
    """Sound, and nothing in it."""
    return put(folder, "empty.zip", zipped({}))


def zip_of_a_mac(folder: Path) -> Made:
    """Nothing but what macOS leaves."""
    return put(folder, "mac.zip", zipped({"__MACOSX/._QANR5L16QE1.json": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1Bud1"}))


def zip_of_notes(folder: Path) -> Made:
    """Sound members, none of them a question."""
    return put(folder, "notes.zip", zipped({"README.txt": b"hello", "photo.jpg": b"\xff\xd8\xff\xe0"}))


def folder_empty(folder: Path) -> Made:
    """A folder with nothing in it."""
    (folder / "empty").mkdir()
    return str(folder / "empty")


# ---- folders and files -----------------------------------------------------------------------------------------------


def folder_with_a_loop(folder: Path) -> Made:
    """A link to the folder itself, a named pipe, a dead link, beside a sound question."""
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    (folder / "dead").symlink_to(folder / "nowhere")
    put(folder, "QANR5L16QE1.json", as_json(1))
    return str(folder)


def folder_of_too_many_files(folder: Path) -> Made:
    """More than the case's limits allow."""
    for number in range(30):
        put(folder, f"{number}.txt", b"x")
    return str(folder)


def device_without_end(_folder: Path) -> Made:
    """Zeros for ever."""
    return "/dev/zero"


def file_missing(folder: Path) -> Made:
    """And one that is there."""
    return [str(folder / "nowhere.zip"), put(folder, "QANR5L16QE1.json", as_json(1))]


# ---- sound things in odd clothes -------------------------------------------------------------------------------------


def gzip_in_a_zip(folder: Path) -> Made:
    """Packed twice by somebody careful."""
    return put(folder, "outer.zip", zipped({"QANR5L16QE1.json.gz": gzipped(as_json(1))}))


def json_with_marks(folder: Path) -> Made:
    """UTF-8 with a byte order mark, Windows line ends, a next-line character inside a text."""
    text = as_json(1).decode().replace('{"question"', '{\r\n"question"').replace("où va", "où\u0085va")
    return put(folder, "QANR5L16QE1.json", b"\xef\xbb\xbf" + text.encode())


def json_in_utf_16(folder: Path) -> Made:
    """With its mark."""
    return put(folder, "QANR5L16QE1.json", as_json(1).decode().encode("utf-16"))


def json_in_utf_32(folder: Path) -> Made:
    """With its mark."""
    return put(folder, "QANR5L16QE1.json", as_json(1).decode().encode("utf-32"))
