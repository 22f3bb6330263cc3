"""Cutting a store into pieces that pySHACL can hold: some focus nodes each, with all the shapes see around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, chain
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.validation.graphs import Term, graph_of
from anq2rdf.validation.paths import RDF, SH
from anq2rdf.validation.reach import Reach

if TYPE_CHECKING:
    from rdflib import Graph
