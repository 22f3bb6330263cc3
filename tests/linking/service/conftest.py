"""What every test of the endpoint needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from anq2rdf.linking.service import asking


@pytest.fixture(scope="session", autouse=True)
def _no_proxy() -> Iterator[None]:
    """The servers of the tests are of this machine, whatever its environment says of others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "*")
        yield


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, in place of waiting."""
    found: list[float] = []
    monkeypatch.setattr(asking, "sleep", found.append)
    return found
