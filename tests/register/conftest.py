"""The official register, loaded once, and its own JSON to check it against."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.register import Register, load


@pytest.fixture(scope="session")
def official(corpus: Path) -> Path:
    """The official archive."""
    return next((corpus / "register").glob("*.zip"))


@pytest.fixture(scope="session")
def register(official: Path) -> Register:
    """The official register, read without any cache."""
    return load(official, cached=False)


@pytest.fixture(scope="session")
def recorded(official: Path) -> Callable[[str], dict[str, Any]]:
    """What the archive itself says of an identifier, read by other means than the package's."""
    archive = zipfile.ZipFile(official)

    def read(identifier: str) -> dict[str, Any]:
        kind = {"PA": "acteur", "PO": "organe"}[identifier[:2]]
        return json.loads(archive.read(f"json/{kind}/{identifier}.json"))[kind]

    return read
