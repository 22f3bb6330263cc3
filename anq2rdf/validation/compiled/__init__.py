"""SHACL Core compiled once to Python closures, which judge plain strings and tuples.

Its results are those of pySHACL, result by result. Where they differ on purpose:

- an inverse path over a sequence, ^(a/b), goes b first, as SPARQL defines it; pySHACL goes a first;
- sh:uniqueLang "1"^^xsd:boolean asks for nothing (W3C test uniqueLang-002); rdflib reads it as true;
- values rdflib fails to order (NaN beside a decimal), and blank nodes for sh:lessThan, are a violation (SHACL §4.3,
  §4.5.3); pySHACL stops there with an error;
- blank nodes that lead back to themselves are written out to a fixed depth in messages; pySHACL's depth varies;
- xsd:token and xsd:normalizedString are judged and reported as written; rdflib rewrites their white space;
- paths and shapes may nest deeper than pySHACL goes (10 and 15 levels).

Where pySHACL itself departs from the Recommendation, this follows pySHACL: of sh:flags only i and m count; literals of
different types are ordered by the names of their types, and sh:lessThan compares IRIs as text; sh:languageIn matches a
whole tag or its first part; sh:closed lets every node have the type rdfs:Resource.

Refused, with the reason: shapes that refer back to themselves, sh:sparql, constraint components of one's own, and
whatever is not well formed.
"""

from __future__ import annotations

from anq2rdf.validation.compiled.engine import Compiled, compile_shapes
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.view import View

__all__ = ["Compiled", "Finding", "View", "compile_shapes"]
