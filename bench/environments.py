"""The peers' own environments: made once below `bench/work`, each with one pinned version, never beside ours.

morph-kgc needs an older rdflib, maplib brings 65 packages: neither can share an environment with anq2rdf.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.processes import tell
from bench.settings import HERE, WORK

PINNED = {
    "morph-kgc": "2.10.0",
    "maplib": "0.20.26",
    "pyrudof": "0.3.35",
    "oxigraph": "0.5.13",
}
PATIENCE = 600     # seconds for one installation


class Environment(NamedTuple):
    """Where a peer lies, or why it does not."""

    name: str
    folder: Path
    trouble: str = ""

    def program(self, name: str = "python") -> str:
        """A program of the environment."""
        return str(self.folder / "bin" / name)

    @property
    def title(self) -> str:
        """The peer with its version."""
        return f"{self.name} {PINNED[self.name]}"


def environment(name: str) -> Environment:
    """Make a peer's environment, unless it is there. A peer that cannot be installed is told, never fatal."""
    folder = WORK / "environments" / f"{name}-{PINNED[name]}"
    found = Environment(name, folder)
    if (folder / "complete").is_file():
        return found
    tell(f"installing {found.title} into {folder.relative_to(HERE)}")
    trouble = _install(folder, f"{name}=={PINNED[name]}")
    if trouble:
        return found._replace(trouble=trouble)
    (folder / "complete").touch()
    return found


def script(name: str) -> Path:
    """A file that runs inside a peer's environment."""
    return HERE / "peers" / f"{name}.py"


def _install(folder: Path, requirement: str) -> str:
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in ([sys.executable, "-m", "venv", "--clear", str(folder)], [*pip, requirement]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{requirement}: {error}"
        if done.returncode != 0:
            return f"{requirement}: {' '.join(done.stderr.split())[-300:]}"
    return ""
