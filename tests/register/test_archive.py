"""The register's file: read whole or refused with one clear sentence."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import Limits
from anq2rdf.register import load
from anq2rdf.register.addresses import ADDRESSES
from tests.register import made

SMALL = made.entries(
    made.actor("PA1", "Ada", "Test", made.seat("PM1", 15, "69", 1, "2017-06-21", None)),
    made.organ("PO1", "GP", "Groupe", "2017-06-27", None, legislature="15"),
)


def test_zip_and_folder_and_bare_folder_tell_the_same(tmp_path: Path) -> None:
    zipped = load(made.zipped(tmp_path / "r.zip", SMALL), cached=False)
    folder = load(made.unpacked(tmp_path / "folder", SMALL), cached=False)
    bare = load(tmp_path / "folder" / "json", cached=False)
    for register in (zipped, folder, bare):
        assert [p.id for p in register.persons()] == ["PA1"]
        assert [m.id for m in register.mandates()] == ["PM1"]
        assert [o.id for o in register.organs()] == ["PO1"]
    assert zipped.sha256 != folder.sha256
    assert {len(zipped.sha256 or ""), len(folder.sha256 or "")} == {64}


def test_digest_of_a_zip_is_that_of_its_bytes(official: Path) -> None:
    assert load(official, cached=False).sha256 == hashlib.sha256(official.read_bytes()).hexdigest()


def test_digest_of_a_folder_changes_with_its_content(tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path, SMALL)
    before = load(folder, cached=False).sha256
    assert load(folder, cached=False).sha256 == before
    made.unpacked(tmp_path, made.entries(made.actor("PA1", "Ada", "Autre")))
    assert load(folder, cached=False).sha256 != before


def test_composite_file_bare_and_zipped(tmp_path: Path) -> None:
    whole = (
        b'\xef\xbb\xbf{"export": {"acteurs": {"acteur": [{"uid": "PA1"}, {"uid": "PA2"}]},'
        b' "organes": {"organe": {"uid": "PO1", "codeType": "GP", "libelle": "G", "legislature": "15"}}}}'
    )
    (tmp_path / "AMO30.json").write_bytes(whole)
    for path in (tmp_path / "AMO30.json", made.zipped(tmp_path / "r.zip", {"AMO30.json": whole}), tmp_path):
        register = load(path, cached=False)
        assert [p.id for p in register.persons()] == ["PA1", "PA2"]
        assert [o.id for o in register.organs()] == ["PO1"]


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>404</html>", b"%PDF-1.7", b"{}", b'{"question": {"uid": "QANR5L15QE1"}}', b"\x00" * 100],
)
def test_a_file_that_is_no_register_is_refused_with_the_address(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        load(path, cached=False)
    assert refused.value.code == "E123"
    assert ADDRESSES["register"] in refused.value.remedy


def test_an_archive_of_questions_is_refused(corpus: Path) -> None:
    with pytest.raises(SourceError, match="not the register") as refused:
        load(corpus / "opendata/16/Questions_gouvernement.json.zip", cached=False)
    assert refused.value.code == "E123"


def test_empty_folder_and_empty_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", made.zipped(tmp_path / "r.zip", {}), made.zipped(tmp_path / "m.zip", {
        "__MACOSX/json/acteur/PA1.json": b"{}"
    })):
        with pytest.raises(SourceError) as refused:
            load(path, cached=False)
        assert refused.value.code == "E123"


def test_missing_file_and_pipe_are_refused_without_hanging(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none.zip", tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(SourceError) as refused:
            load(path, cached=False)
        assert refused.value.code == "E210"


def test_a_pipe_inside_a_folder_is_refused(tmp_path: Path) -> None:
    folder = made.unpacked(tmp_path, SMALL)
    os.mkfifo(folder / "json/acteur/PA2.json")
    with pytest.raises(SourceError) as refused:
        load(folder, cached=False)
    assert refused.value.code == "E210"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.99])
def test_truncated_download_is_refused(tmp_path: Path, kept: float) -> None:
    path = made.zipped(tmp_path / "r.zip", SMALL)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(SourceError, match="damaged") as refused:
        load(path, cached=False)
    assert refused.value.code == "E206"
    assert "complete" in refused.value.remedy


def test_wrong_checksum_names_the_member(tmp_path: Path) -> None:
    path = made.zipped(tmp_path / "r.zip", SMALL, compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"Groupe", b"Gruppe"))
    with pytest.raises(SourceError, match=r"json/organe/PO1\.json is damaged") as refused:
        load(path, cached=False)
    assert refused.value.code == "E206"


def test_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    path = made.zipped(tmp_path / "r.zip", {"json/acteur/PA1.json": b" " * (8 << 20)})
    with pytest.raises(LimitExceeded, match="PA1") as refused:
        load(path, cached=False)
    assert refused.value.code == "E201"


def test_member_and_total_and_count_caps(tmp_path: Path) -> None:
    path = made.zipped(tmp_path / "r.zip", SMALL)
    for limits, code in (
        (Limits(member_bytes=50), "E201"), (Limits(register_bytes=50), "E203"), (Limits(archive_members=1), "E203"),
    ):
        with pytest.raises(LimitExceeded) as refused:
            load(path, cached=False, limits=limits)
        assert refused.value.code == code


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = made.zipped(tmp_path / "r.zip", SMALL)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1      # general purpose bit 0 of the central directory: encrypted
    path.write_bytes(bytes(data))
    with pytest.raises(SourceError, match="encrypted") as refused:
        load(path, cached=False)
    assert refused.value.code == "E207"


def test_unsafe_names_never_touch_the_disk(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    members = {f"../../{name}": data for name, data in SMALL.items()}
    register = load(made.zipped(inside / "r.zip", members), cached=False)
    assert [p.id for p in register.persons()] == ["PA1"]
    assert [f.name for f in tmp_path.rglob("*") if f.is_file()] == ["r.zip"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"null", b"{", b'{"acteur": {"uid": null}}', b'{"acteur": {"uid": "PA1> <x"}}', b'{"acteur": []}',
        b'{"acteur": {"uid": "PA1", "etatCivil": 3}}', b'{"acteur": {"uid": "PA1"}}garbage', b"\xff\xfe{}", b"\xff",
        b'{"acteur": {"uid": "PA1", "etatCivil": {"ident": {"nom": "\\ud800"}}}}',
        b'{"acteur": ' + b'{"mandats":' * 5000,
        b'{"acteur": {"uid": "PA1", "mandats": {"mandat": {"uid": "PM1", "typeOrgane": "GP", "dateDebut": "hier"}}}}',
        b'{"acteur": {"uid": "PA1", "mandats": {"mandat": {"typeOrgane": "GP", "dateDebut": "2017-02-30"}}}}',
    ],
)
def test_malformed_member_is_named(tmp_path: Path, content: bytes) -> None:
    path = made.zipped(tmp_path / "r.zip", SMALL | {"json/acteur/PA7.json": content})
    with pytest.raises(SourceError, match=r"json/acteur/PA7\.json") as refused:
        load(path, cached=False)
    assert refused.value.code == "E124"
    assert "\n" not in refused.value.message


def test_two_different_things_of_one_identifier_are_refused(tmp_path: Path) -> None:
    members = SMALL | {"other/PA1.json": made.entries(made.actor("PA1", "Eve", "Test"))["json/acteur/PA1.json"]}
    with pytest.raises(SourceError, match="PA1 stands twice"):
        load(made.zipped(tmp_path / "r.zip", members), cached=False)
    same = SMALL | {"other/PA1.json": SMALL["json/acteur/PA1.json"]}
    assert [p.given for p in load(made.zipped(tmp_path / "r.zip", same), cached=False).persons()] == ["Ada"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_noise_is_a_source_error_and_nothing_else(tmp_path: Path, noise: bytes) -> None:
    for path, content in ((tmp_path / "r.zip", b"PK\x03\x04" + noise), (tmp_path / "r.json", b"{" + noise)):
        path.write_bytes(content)
        with pytest.raises(SourceError):
            load(path, cached=False)
