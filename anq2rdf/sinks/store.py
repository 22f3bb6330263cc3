"""The embedded Oxigraph store in a folder, as a target and to read."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Self, cast

from anq2rdf.errors import SinkError, SourceError
from anq2rdf.problems import escaped
from anq2rdf.sinks.formats import Format, compression_of, format_of
from anq2rdf.sinks.parts import sync_folder

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat, Store

# One bulk load holds its statements in memory, ten times over: these keep it to some hundreds of MB.
CHUNK_BYTES: Final = 48 << 20
CHUNK_QUADS: Final = 250_000
