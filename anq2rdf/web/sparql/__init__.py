"""The SPARQL endpoint, `/sparql`, and the reading side of the Graph Store Protocol, `/store`.

    protocol.py     a query out of a request        forms.py      what an answer can look like
    answers.py      asked, packed, not sent twice   refusals.py   why there is no answer
    description.py  what this endpoint can do       editor.py     the page for people

SPARQL 1.1 Protocol, Service Description and Graph Store HTTP Protocol, all of 2013-03-21; nothing here writes.
"""

from __future__ import annotations

from typing import Final

from anq2rdf.web.sparql import editor, endpoint, graphs

routes: Final = [*endpoint.routes, *editor.routes, *graphs.routes]
