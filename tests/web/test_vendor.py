"""The files of others that are served: exactly those on record, with their licences, and none that fetches a map."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "anq2rdf/web/static/vendor"


def test_every_file_is_on_record_with_its_digest_and_nothing_else_is_there() -> None:
    record = json.loads((VENDOR / "VENDOR.json").read_text("utf-8"))
    told = {name: file["sha256"] for package in record["packages"] for name, file in package["files"].items()}
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.iterdir() if file.name != "VENDOR.json"
    }
    assert found == told
    for package in record["packages"]:
        assert package["version"]
        assert package["licence"] == "MIT"
        assert any("LICENSE" in name for name in package["files"])


def test_no_file_points_at_a_source_map() -> None:
    for file in VENDOR.iterdir():
        assert b"sourceMappingURL" not in file.read_bytes(), file.name
