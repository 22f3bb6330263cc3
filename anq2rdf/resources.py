"""Where the shipped files lie: `ontology/`, `shapes/` and `queries/`, read by people first and by the code second."""

from __future__ import annotations

from pathlib import Path

from anq2rdf.errors import UsageError

_INSTALLED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parent.parent


def shipped(folder: str) -> Path:
    """The folder of that name: inside an installed wheel, else at the top of the checkout.

    Raises `UsageError` when the installation is incomplete.
    """
    for root in (_INSTALLED, _CHECKOUT):
        if (root / folder).is_dir():
            return root / folder
    raise UsageError(f"the shipped folder {folder}/ is missing", remedy="reinstall anq2rdf: its wheel carries it")


def shipped_text(folder: str, name: str) -> str:
    """The text of one shipped file."""
    return (shipped(folder) / name).read_text(encoding="utf-8")
