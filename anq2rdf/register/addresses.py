"""Where official files are published: one table, each line of which a user can override.

The Assemblée renames its folders now and then; a TOML file `$XDG_CONFIG_HOME/anq2rdf/addresses.toml` (or the one named
by `ANQ2RDF_ADDRESSES`) with a line `register = "https://…"` replaces an address without a new release.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from anq2rdf.errors import UsageError

ADDRESSES = {
    # Tous les acteurs, mandats et organes depuis la XIe législature, https://data.assemblee-nationale.fr/acteurs
    "register": (
        "https://data.assemblee-nationale.fr/static/openData/repository/17/amo/"
        "tous_acteurs_mandats_organes_xi_legislature/"
        "AMO30_tous_acteurs_tous_mandats_tous_organes_historique.json.zip"
    ),
}


def address(name: str) -> str:
    """The address of that name: the user's own if there is one, else the table's.

    Raises `UsageError` when the user's file is not TOML or gives something other than an http(s) address.
    """
    given = _overrides().get(name, ADDRESSES[name])
    if not isinstance(given, str) or not given.startswith(("https://", "http://")):
        raise UsageError(f"the address of {name!r} in {_file()} is not an http(s) address")
    return given


def _file() -> Path:
    if named := os.environ.get("ANQ2RDF_ADDRESSES"):
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(home).expanduser() / "anq2rdf" / "addresses.toml"


def _overrides() -> dict[str, object]:
    file = _file()
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as fault:
        raise UsageError(f"{file} cannot be read as TOML: {fault}", remedy='write lines like: register = "https://…"')\
            from fault
