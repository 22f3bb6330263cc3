"""The examples with something hostile in every field: what a stranger's file could hold, and no page may let live.

    hostile_lines(converted, out)    N-Quads of the examples → N-Quads of the same things with hostile values

Every literal holds all of `PAYLOADS`; numbers and days are hostile too in the questions of the 16th legislature (the
others keep theirs, so that what is drawn and sorted by them is still there); every address outside the site is a
`javascript:` one; and one question points at nothing but such addresses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox

#: Each would run `alert(1)`, or disturb a page, where a value is not taken as text.
PAYLOADS: Final = (
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text y="20">x</text></a></svg>',
    '</script><script>alert(1)</script>',
    '</title></textarea></style></noscript><iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    '{{ 7 * 191 }}{% include "base.html" %}${7*191}',
    'javascript:alert(1)',
    '&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)&#62;',
    '\u202egnp.elif\u202c \u2066\u2067abc\u061c',
    ']]><!-- <script>alert(1)</script> --!><script>alert(1)</script>',
)
HOSTILE: Final = " ".join(PAYLOADS)
HTML: Final = (
    f'<div lang="fr" onclick="alert(1)">{HOSTILE}<table onmouseover="alert(1)" background="javascript:alert(1)"><tr><td>'
    '<a href="javascript:alert(1)">a</a> <a href=" jav&#x09;ascript:alert(1)">b</a> <a href="data:text/html,x">c</a> '
    '<a href="//elsewhere.example/" target="_blank">d</a> <a href="https://elsewhere.example/" onfocus="alert(1)" '
    'autofocus style="position:fixed;inset:0">e</a></td></tr></table><form action="javascript:alert(1)"><button>f'
    '</button></form><base href="https://elsewhere.example/"><meta http-equiv="refresh" content="0;url=javascript:alert(1)">'
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)"><link rel="stylesheet" '
    'href="https://elsewhere.example/x.css"></div>'
)
LIVE: Final = ox.NamedNode("javascript:alert(1)")
ADDRESSES: Final = frozenset(
    ["http://xmlns.com/foaf/0.1/page", "http://purl.org/dc/terms/source", "http://schema.org/sameAs"]
)
ASTRAY: Final = "QANR5L16QE900103"  # every address it points at is hostile
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def hostile_lines(converted: Path, out: Path) -> Path:
    """Write the hostile N-Quads of converted N-Quads to `out`, and give it back."""
    quads = ox.parse(path=str(converted), format=ox.RdfFormat.N_QUADS)
    ox.serialize(map(_hostile, quads), output=str(out), format=ox.RdfFormat.N_QUADS)
    return out


def _hostile(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, _value(quad), quad.graph_name)


def _value(quad: ox.Quad) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    value, predicate, subject = quad.object, quad.predicate.value, str(quad.subject)
    if isinstance(value, ox.Literal):
        return _literal(value, predicate.rpartition("#")[2].rpartition("/")[2], wholly="L16" in subject)
    if predicate in ADDRESSES or (subject.endswith(f"{ASTRAY}>") and predicate != _RDF + "type"):
        return LIVE
    return value


def _literal(value: ox.Literal, field: str, *, wholly: bool) -> ox.Literal:
    if value.language:
        return ox.Literal(f"{field} {HOSTILE}", language=value.language)
    if value.datatype.value == _RDF + "HTML":
        return ox.Literal(HTML, datatype=value.datatype)
    if value.datatype.value == _XSD + "string":
        return ox.Literal(f"{field} {HOSTILE}")
    return ox.Literal(HOSTILE, datatype=value.datatype) if wholly else value
