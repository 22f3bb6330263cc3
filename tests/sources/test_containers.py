"""Files, folders, zips, tars, gzips, members and standard input: what is opened, in which order, under which name."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import pickle
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.limits import Limits
from anq2rdf.problems import Problem
from anq2rdf.sources import Sources, choice, open_sources, readings
from anq2rdf.sources.base import HEAD_BYTES
from anq2rdf.sources.opening.archive import natural
from anq2rdf.sources.opening.fault import fault

from .archives import LineReader, directory_of, gzipped, patched, tarred, told, zipped

ONE, TWO, TEN = b"Q14QE1\n", b"Q14QE2\n", b"Q14QE10\n"
QUESTIONS = {"json/QANR5L14QE10.json": TEN, "json/QANR5L14QE2.json": TWO, "json/QANR5L14QE1.json": ONE}
UIDS = ["QANR5L14QE1", "QANR5L14QE2", "QANR5L14QE10"]


@pytest.fixture(autouse=True)
def _only_the_made_up_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "readers", lambda: (LineReader(),))


def put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def run(*arguments: str, limits: Limits | None = None, stdin: io.BytesIO | None = None) -> tuple[list[str], list[str]]:
    """What the arguments tell, and the codes of what could not be read at all."""
    with open_sources(arguments, limits or Limits(), stdin=stdin) as sources:
        said = [word for document in sources for word in told(readings(document))]
        return said, [failure.code for failure in sources.failures]


# ---- every container tells the same ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(QUESTIONS)),
        ("stored.zip", zipped(QUESTIONS, zipfile.ZIP_STORED)),
        ("no-such-ending", zipped(QUESTIONS)),
        ("lies.json", tarred(QUESTIONS)),
        ("a.taz", gzipped(tarred(QUESTIONS))),
        ("gnu.tgz", gzipped(tarred(QUESTIONS, tarfile.GNU_FORMAT))),
        ("ustar.tar.gz", gzipped(tarred(QUESTIONS, tarfile.USTAR_FORMAT))),
        ("nested.zip", zipped({"inner.zip": zipped(QUESTIONS)})),
        ("stored-nested.zip", zipped({"inner.zip": zipped(QUESTIONS)}, zipfile.ZIP_STORED)),
        ("taz-in.zip", zipped({"JO.taz": gzipped(tarred(QUESTIONS))})),
        ("tar-in.zip", zipped({"JO.tar": tarred(QUESTIONS)})),
        ("zip-in.tar", tarred({"inner.zip": zipped(QUESTIONS)})),
        ("zip.gz", gzipped(zipped(QUESTIONS))),
    ],
)
def test_every_archive_yields_its_questions_in_natural_order(tmp_path: Path, name: str, data: bytes) -> None:
    assert run(put(tmp_path, name, data)) == (UIDS, [])


def test_a_folder_yields_its_files_in_natural_order_and_no_hidden_ones(tmp_path: Path) -> None:
    for name, data in (QUESTIONS | {"json/.hidden.json": ONE, ".git/QANR5L14QE9.json": ONE}).items():
        put(tmp_path, name, data)
    assert run(str(tmp_path)) == (UIDS, [])


def test_arguments_are_read_in_the_order_given(tmp_path: Path) -> None:
    first, second = put(tmp_path, "b", TWO), put(tmp_path, "a.gz", gzipped(ONE))
    assert run(first, "-", second, stdin=io.BytesIO(zipped({"x": TEN})))[0] == [UIDS[1], UIDS[2], UIDS[0]]


def test_one_member_of_a_zip_or_one_folder_of_it(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped(QUESTIONS | {"other/x": ONE}))
    assert run(f"{path}!/json/QANR5L14QE10.json") == (["QANR5L14QE10"], [])
    assert run(f"{path}!/json/") == (UIDS, [])
    with open_sources([f"{path}!/json/QANR5L14QE3.json"]) as sources:
        assert list(sources) == []
        assert "none of its 4 members is json/QANR5L14QE3.json" in str(sources.failures[0])
        assert sources.failures[0].exit_code == 3


def test_a_file_really_called_so_comes_before_a_member(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", zipped({"x": ONE}))
    assert run(put(tmp_path, "a.zip!/x", TWO))[0] == ["QANR5L14QE2"]


def test_several_gzip_members_and_the_padding_of_tapes_are_one_document(tmp_path: Path) -> None:
    assert run(put(tmp_path, "a.gz", gzipped(ONE) + gzipped(b"") + gzipped(TWO) + bytes(512)))[0] == UIDS[:2]


# ---- what provenance is told -----------------------------------------------------------------------------------------


def test_files_are_hashed_and_named_without_their_path_before_anything_is_read(tmp_path: Path) -> None:
    data = zipped(QUESTIONS)
    with open_sources([put(tmp_path, "deep/a.zip", data), "-"], stdin=io.BytesIO(ONE)) as sources:
        archive, stdin = sources.files
    assert (archive.name, archive.sha256, archive.size) == ("a.zip", hashlib.sha256(data).hexdigest(), len(data))
    assert archive.media_type == "application/zip"
    assert (stdin.name, stdin.sha256) == ("stdin", hashlib.sha256(ONE).hexdigest())
    assert stdin.media_type == LineReader.media_type


def test_records_and_problems_name_file_and_member(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped({"in/b.zip": zipped({"QANR5L14QE1.json": ONE, "note.txt": b"hello"})}))
    with open_sources([path]) as sources:
        reading, note = [result for document in sources for result in readings(document)]
    assert not isinstance(reading, Problem)
    assert reading.question is not None
    assert reading.question.origin.member == "in/b.zip!/QANR5L14QE1.json"
    assert isinstance(note, Problem)
    assert (note.code, str(note.place)) == ("E213", "a.zip!in/b.zip!/note.txt")


def test_a_file_name_that_is_no_text_is_still_printable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.zip"
    Path(os.fsdecode(path)).write_bytes(zipped(QUESTIONS))
    with open_sources([os.fsdecode(path)]) as sources:
        assert sources.files[0].name == "caf\ufffd\\n.zip"


# ---- documents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [lambda data: data, lambda data: zipped({"x": data}), gzipped])
def test_a_document_survives_pickling_and_opens_as_often_as_needed(tmp_path: Path, pack: object) -> None:
    data = b"Q14QE1\n" + os.urandom(2 << 20)
    with open_sources([put(tmp_path, "a", pack(data))]) as sources:  # type: ignore[operator]
        document = pickle.loads(pickle.dumps(next(iter(sources))))
    assert document.head() == data[:HEAD_BYTES]
    assert document.read() == document.read() == data
    with document.open() as stream:
        assert stream.read(10) == data[:10]
        assert stream.read() == data[10:]


def test_iterating_twice_gives_the_same_documents_and_reports_a_failure_once(tmp_path: Path) -> None:
    with open_sources([put(tmp_path, "a.zip", zipped(QUESTIONS)), put(tmp_path, "b.zip", zipped(QUESTIONS)[:-9])]) as s:
        assert [d.member for d in s] == [d.member for d in s]
        assert len(s.failures) == 1


def test_nothing_spooled_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    nested = put(tmp_path, "a.zip", zipped({"b.taz": gzipped(tarred(QUESTIONS))}))
    assert run(nested, "-", stdin=io.BytesIO(gzipped(tarred(QUESTIONS)))) == (UIDS * 2, [])
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_full_disk_under_the_spool_is_one_clear_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/self")      # nothing can be made there
    assert run("-", stdin=io.BytesIO(ONE)) == ([], ["E215"])


# ---- the driver ------------------------------------------------------------------------------------------------------


def test_notes_beside_questions_are_remarks_but_an_unreadable_question_is_a_rejection(tmp_path: Path) -> None:
    notes = {"README.txt": b"hello", "XML1JO_AN.xml": b"<index/>", "p.png": b"\x89PNG"}
    cut = {"json/QANR5L14QE7.json": b'{"quest'}
    said, _ = run(put(tmp_path, "a.zip", zipped(QUESTIONS | notes | cut)))
    assert said == ["E213", "E213", *UIDS[:2], "!E214", UIDS[2], "E213"]


def test_a_file_given_by_name_that_is_no_form_is_rejected_and_said_what_it_seems(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html>\n<html><head><title>404\nNot Found</title></head></html>"
    with open_sources([put(tmp_path, "questions.zip", page)]) as sources:
        (reading,) = [result for document in sources for result in readings(document)]
    assert not isinstance(reading, Problem)
    assert reading.question is None
    (problem,) = reading.problems
    assert problem.code == "E214"
    assert "an HTML page, “404 Not Found”, although its name ends in .zip" in problem.detail


def test_a_bug_in_a_reader_becomes_a_rejection_unless_debugging(tmp_path: Path) -> None:
    with open_sources([put(tmp_path, "a", ONE + b"!\n" + TWO)]) as sources:
        (document,) = sources
        assert told(readings(document)) == ["QANR5L14QE1", "!E900"]
        with pytest.raises(ZeroDivisionError):
            list(readings(document, debug=True))


def test_a_reader_that_finds_it_was_wrong_hands_the_document_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> object:
        raise fault("E214", "not one of mine")

    monkeypatch.setattr(LineReader, "read", refuse)
    path = put(tmp_path, "a.zip", zipped({"note": ONE}))
    assert run(path) == (["E213"], [])
    assert run(f"{path}!/note") == (["!E214"], [])


def test_an_unreadable_argument_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = put(tmp_path, "broken.zip", zipped(QUESTIONS)[:100])
    said, failures = run(str(tmp_path / "missing"), broken, put(tmp_path, "a", ONE), "ftp://example.org/a.zip")
    assert (said, failures) == (["QANR5L14QE1"], ["E210", "E216", "E206"])


# ---- order -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10**30), min_size=2))
def test_names_that_differ_by_a_number_sort_by_it(numbers: list[int]) -> None:
    names = sorted((f"json/QANR5L15QG{number}.json" for number in numbers), key=natural)
    assert names == [f"json/QANR5L15QG{number}.json" for number in sorted(numbers)]


@given(st.lists(st.text(), min_size=2))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    assert len(sorted(names, key=natural)) == len(names)


def test_a_name_of_thousands_of_digits_sorts_without_becoming_a_number() -> None:
    assert natural("9" * 50_000) < natural("1" + "0" * 50_000)


# ---- hostile by mutation ---------------------------------------------------------------------------------------------

ARCHIVES = [zipped(QUESTIONS), zipped({"b.zip": zipped(QUESTIONS)}), tarred(QUESTIONS), gzipped(tarred(QUESTIONS))]


@settings(max_examples=300, deadline=2000)
@given(st.sampled_from(ARCHIVES), st.data())
def test_a_spoilt_archive_ends_in_answers_or_codes_and_never_in_another_exception(
    tmp_path_factory: pytest.TempPathFactory, archive: bytes, data: st.DataObject
) -> None:
    spoilt = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(spoilt)))
    kept = bytes(spoilt[:cut] if data.draw(st.booleans()) else spoilt[cut:] + spoilt[:cut])
    said, failures = run(put(tmp_path_factory.getbasetemp(), "spoilt", kept))
    assert said or failures
    assert "!E900" not in said


MEMBER_NAMES = st.text("abcé/.0129 _-", min_size=1, max_size=40).map(lambda name: f"x{name}y")


@settings(max_examples=100, deadline=2000)
@given(st.dictionaries(MEMBER_NAMES, st.binary(max_size=4000), min_size=1))
def test_members_are_those_that_the_standard_library_sees(
    tmp_path_factory: pytest.TempPathFactory, members: dict[str, bytes]
) -> None:
    expected = sorted(members.items())
    for data in (zipped(members), tarred(members), tarred(members, tarfile.GNU_FORMAT), gzipped(tarred(members))):
        with open_sources([put(tmp_path_factory.getbasetemp(), "sound", data)]) as sources:
            found = sorted((document.member, document.read()) for document in sources if document.trouble is None)
        assert found == expected


# ---- damage, with what is missing ------------------------------------------------------------------------------------


def failure(tmp_path: Path, data: bytes, limits: Limits | None = None) -> SourceError:
    with open_sources([put(tmp_path, "a.zip", data)], limits or Limits()) as sources:
        assert list(sources) == []
        (only,) = sources.failures
    assert isinstance(only, SourceError)
    return only


def test_a_cut_zip_says_how_much_is_missing(tmp_path: Path) -> None:
    archive = zipped(QUESTIONS, zipfile.ZIP_STORED)
    assert f"Expected {len(archive)} bytes, found {len(archive) - 0}" not in str(failure(tmp_path, archive[:-10]))
    cut_in_first = failure(tmp_path, archive[:40])
    first = 30 + len("json/QANR5L14QE10.json") + len(TEN)
    assert f"is the download complete? Expected more than {first} bytes, found 40" in str(cut_in_first)
    middle_gone = failure(tmp_path, archive[:20] + archive[30:])
    assert f"Expected {len(archive)} bytes, found {len(archive) - 10}" in str(middle_gone)


def test_what_follows_a_zip_and_what_is_glued_before_it_is_not_ignored(tmp_path: Path) -> None:
    archive = zipped(QUESTIONS)
    assert f"ends after {len(archive)} bytes, but 7 bytes more follow" in str(failure(tmp_path, archive + b"garbage"))
    assert f"{len(archive)} bytes belong to no part of the archive" in str(failure(tmp_path, archive * 2))


def test_a_zip64_is_read(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in QUESTIONS.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    plain = target.getvalue()
    end = plain.rindex(b"PK\x05\x06")
    count, length, offset = struct.unpack_from("<HLL", plain, end + 10)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    narrow = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert run(put(tmp_path, "a.zip", plain[:end] + wide + locator + narrow)) == (UIDS, [])


def test_a_cut_gzip_and_a_cut_tar_are_failures_of_the_whole(tmp_path: Path) -> None:
    assert run(put(tmp_path, "a.json.gz", gzipped(ONE * 500)[:-4])) == ([], ["E206"])
    assert run(put(tmp_path, "a.taz", gzipped(tarred(QUESTIONS))[:-9])) == ([], ["E206"])
    assert "Expected" in str(failure(tmp_path, tarred({"x": bytes(5000)})[:1024]))


def test_a_wrong_checksum_spoils_that_member_alone_and_before_its_first_question(tmp_path: Path) -> None:
    # Over the size that is kept in memory, so that it is streamed.
    many = b"".join(b"Q14QE%d\n" % n for n in range(300_000))
    archive = zipped([("1", ONE), ("2", many), ("3", TWO)])
    spoilt = patched(archive, directory_of(archive, 1) + 16, "<L", 0xDEADBEEF)
    assert run(put(tmp_path, "a.zip", spoilt)) == (["QANR5L14QE1", "!E206", "QANR5L14QE2"], [])


# ---- caps ------------------------------------------------------------------------------------------------------------


def test_caps_of_an_archive(tmp_path: Path) -> None:
    archive = zipped(QUESTIONS)
    assert failure(tmp_path, archive, Limits(archive_members=2)).code == "E203"
    assert failure(tmp_path, archive, Limits(total_bytes=10)).code == "E203"
    assert failure(tmp_path, tarred(QUESTIONS), Limits(archive_members=2)).code == "E203"
    said, failures = run(put(tmp_path, "a.zip", archive), limits=Limits(archive_bytes=len(archive) - 1))
    assert (said, failures) == ([], ["E203"])
    assert run(put(tmp_path, "a.zip", archive), limits=Limits(archive_bytes=len(archive), archive_members=3))[0] == UIDS


def test_caps_of_standard_input_and_folders(tmp_path: Path) -> None:
    assert run("-", stdin=io.BytesIO(ONE), limits=Limits(stdin_bytes=len(ONE)))[0] == ["QANR5L14QE1"]
    assert run("-", stdin=io.BytesIO(ONE), limits=Limits(stdin_bytes=len(ONE) - 1)) == ([], ["E203"])
    for name, data in QUESTIONS.items():
        put(tmp_path, name, data)
    assert run(str(tmp_path), limits=Limits(folder_files=2))[1] == ["E203"]


def test_a_member_over_the_cap_is_streamed_but_not_read_whole(tmp_path: Path) -> None:
    lines = b"".join(b"Q14QE%d\n" % number for number in range(300_000))
    with open_sources([put(tmp_path, "a.zip", zipped({"x": lines}))], Limits(member_bytes=1 << 20)) as sources:
        (document,) = sources
        assert len(list(readings(document))) == 300_000
        with pytest.raises(SourceError) as caught:
            document.read()
    assert caught.value.code == "E201"


def test_a_modest_ratio_in_a_modest_ratio_is_still_a_bomb(tmp_path: Path) -> None:
    inner = zipped([(str(n), b"Q14QE1\n" * 300_000) for n in range(40)])       # 84 MB out of 200 kB
    outer = zipped({"b.zip": inner})
    limits = Limits(ratio=1000)
    assert len(outer) * 1000 < 84_000_000
    assert run(put(tmp_path, "a.zip", outer), limits=limits) == (["!E201"], [])


# ---- the file under our feet -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [lambda data: data, lambda data: zipped({"x": data}), gzipped])
def test_a_file_that_changes_or_goes_after_it_was_hashed(tmp_path: Path, pack: object) -> None:
    path = Path(put(tmp_path, "a", pack(ONE)))  # type: ignore[operator]
    with open_sources([str(path)]) as sources:
        (document,) = sources
        path.write_bytes(pack(ONE + TWO))  # type: ignore[operator]
        assert told(readings(document)) == ["!E211"]
        path.unlink()
        assert told(readings(document)) == ["!E211"]
        assert list(sources) == []
        assert [failure.code for failure in sources.failures] == ["E211"]


def test_a_file_that_changes_while_it_is_streamed(tmp_path: Path) -> None:
    path = Path(put(tmp_path, "a", ONE * 500_000))
    with open_sources([str(path)]) as sources:
        results = readings(next(iter(sources)))
        next(results)
        os.utime(path, ns=(1, 1))
        assert told(results)[-1] == "!E211"


# ---- what is no regular file -----------------------------------------------------------------------------------------


def test_pipes_devices_loops_and_dead_links_are_named_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    put(tmp_path, "x", ONE)
    assert run(str(tmp_path)) == (["QANR5L14QE1"], ["E210"] * 4)
    assert run(str(tmp_path / "pipe"), "/dev/zero", "/dev/null")[1] == ["E210"] * 3


def test_a_folder_read_twice_by_links_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/x", ONE)
    for number in range(20):       # followed blindly, that is a million paths
        (tmp_path / "a" / f"{number}").mkdir()
        for name in "bc":
            (tmp_path / "a" / f"{number}" / name).symlink_to(tmp_path / "a" / f"{number + 1}")
    assert run(str(tmp_path / "a")) == (["QANR5L14QE1"], ["E210"] * 2)      # the two links to nothing at the end


@pytest.mark.parametrize(
    "name", ["", "\0", "x" * 5000, "a\nb", "\udce9", "!/", "a.zip!/", "http://", "HTTP://[", "file:///etc/passwd"]
)
def test_odd_arguments_are_failures_with_one_line(name: str) -> None:
    with open_sources([name]) as sources:
        (failure,) = sources.failures
    assert failure.code in {"E210", "E216"}
    assert str(failure).isprintable()


ONLY_MAC = {"__MACOSX/._x": b"mac", ".DS_Store": b"mac", "json/": b""}

# ---- nothing there ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n\t", b"\xef\xbb\xbf\n", zipped({}), zipped(ONLY_MAC), gzipped(b""), tarred({})],
    ids=["empty", "blanks", "mark", "empty-zip", "only-mac", "empty-gzip", "empty-tar"],
)
def test_nothing_to_read_is_a_rejection(tmp_path: Path, data: bytes) -> None:
    said, failures = run(put(tmp_path, "a", data))
    # Ten kilobytes of zeros, which an empty tar is, cannot be told from blank input.
    assert (said, failures) == (["!E209"], [])


def test_an_empty_folder_is_a_rejection_and_no_file(tmp_path: Path) -> None:
    with open_sources([str(tmp_path)]) as sources:
        assert sources.files == ()
        assert [word for document in sources for word in told(readings(document))] == ["!E209"]


def test_sources_close_twice_and_unused() -> None:
    sources = Sources(Limits())
    sources.close()
    sources.close()
    assert sources.files == ()


def test_the_official_archives_open_in_order_and_whole(corpus: Path) -> None:
    path = corpus / "opendata/15/Questions_gouvernement_XV.json.zip"
    with open_sources([str(path)]) as sources:
        documents = list(sources)
    with zipfile.ZipFile(path) as archive:
        assert len(documents) == len(archive.namelist()) == 1367
        for document in documents[::97]:
            assert document.member is not None
            assert document.read() == archive.read(document.member)
    names = [document.member for document in documents if document.member]
    assert [int(name[15:-5]) for name in names] == sorted(int(name[15:-5]) for name in names)


def test_gzip_of_the_command_line_is_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a", "wb") as file:       # with a name and a time in its header
        file.write(ONE)
    assert run(str(tmp_path / "a"))[0] == ["QANR5L14QE1"]
