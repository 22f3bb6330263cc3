"""The machine and the versions a figure belongs to."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "anq2rdf", "msgspec", "orjson", "lxml", "ijson", "isal", "nh3", "rdflib", "pyoxigraph", "pyshacl", "zstandard",
)


def facts() -> dict[str, str]:
    """Processor, memory, system, versions; and how busy the machine was when asked."""
    return {
        "date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, CPython {platform.python_version()}",
        "packages": ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def digest(root: Path = Path(__file__).parent.parent) -> str:
    """Of everything that is measured and measures: the package, its shapes and this folder's modules."""
    made = root / "bench" / "work"
    every = [path for name in ("anq2rdf", "shapes", "ontology", "bench") for path in sorted((root / name).rglob("*"))]
    files = [path for path in every if path.suffix in (".py", ".ttl", ".toml") and made not in path.parents]
    found = hashlib.sha256()
    for path in files:
        found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def has(package: str) -> bool:
    """Whether a package is installed."""
    return _version(package) != "–"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    lines = table.read_text().splitlines() if table.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
