"""Every IRI the mapping writes is minted here, under one base, from segments that are escaped once.

A segment is any text; the result is absolute, ASCII, without query or fragment, and two different paths never give the
same IRI (RFC 3987 §2.2; a segment that is "." or ".." would be removed by resolution, so its dots are escaped).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import quote, urlsplit

from anq2rdf.errors import UsageError
from anq2rdf.rdf.vocabulary import DEFAULT_BASE
from anq2rdf.records import Series

_SAFE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*\Z")
_MINTED = r"([A-Za-z0-9_~-]|%[0-9A-F]{2})([A-Za-z0-9._~-]|%[0-9A-F]{2})*"
_PATH = re.compile(rf"(?!elsewhere/){_MINTED}(/{_MINTED})*\Z")
_ENTITY = re.compile(r"Q[1-9][0-9]*\Z")
_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?\Z")


def segment(text: str) -> str:
    """One path segment; text that is already plain stays as it is."""
    if _SAFE.match(text):
        return text
    if not text.strip("."):
        return "%2E" * len(text) or "%7Eempty"  # quote() never escapes "~": no other text gives this
    return quote(text, safe="-._~", errors="surrogatepass")


def sha8(text: str) -> str:
    """The first eight hexadecimal digits of the text's SHA-256 (UTF-8)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def checked_base(base: str) -> str:
    """The base with a trailing slash. Raises `UsageError` when it is no plain http(s) address."""
    if not _BASE.match(base) or not urlsplit(base).hostname:
        raise UsageError(
            f"the base {base!r} is not a plain http or https address",
            remedy="give something like https://data.example.org/anq/ without query or fragment",
        )
    return base if base.endswith("/") else base + "/"


def wikidata_entity(item: str) -> str:
    """The concept's IRI of a Wikidata item, which is not its page's address. Raises `ValueError` for no item number."""
    if not _ENTITY.match(item):
        raise ValueError(f"{item!r} is not the number of a Wikidata item")
    return f"http://www.wikidata.org/entity/{item}"


class Minter:
    """IRIs under one base. Instances follow the base; the ontology and the controlled codes do not."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = checked_base(base)
        self._id = self.base + "id/"
        self.graph_actors = self.base + "graph/actors"
        self.graph_answer_groups = self.base + "graph/answer-groups"
        self.graph_codes = self.base + "graph/codes"
        self.graph_journal = self.base + "graph/jo"
        self.graph_links = self.base + "graph/links"
        self.graph_places = self.base + "graph/places"
        self.graph_provenance = self.base + "graph/provenance"

    def graph_questions(self, legislature: int, kind: str) -> str:
        """The named graph of one legislature and type: its questions, answers and events."""
        return f"{self.base}graph/questions/L{legislature}/{kind}"

    def question(self, uid: str) -> str:
        """A question, by its official identifier."""
        return f"{self._id}question/{segment(uid)}"

    def person(self, identifier: str) -> str:
        """A deputy, by PA identifier: one IRI through all legislatures."""
        return f"{self._id}person/{segment(identifier)}"

    def named_person(self, legislature: int, tokens: tuple[str, ...], department: str | None) -> str:
        """A deputy known by name only, within one legislature."""
        ordered = sorted(tokens)
        key = " ".join(ordered) + (f"|{department}" if department else "")
        return f"{self._id}person/L{legislature}/{segment('-'.join((*ordered, sha8(key))))}"

    def mandate(self, identifier: str) -> str:
        """A mandate or a group membership, by PM identifier."""
        return f"{self._id}mandate/{segment(identifier)}"

    def organ(self, identifier: str) -> str:
        """A group, ministry, government or assembly, by PO identifier."""
        return f"{self._id}organ/{segment(identifier)}"

    def assembly(self, legislature: int) -> str:
        """The Assembly of a legislature that has no official identifier."""
        return f"{self._id}assembly/L{legislature}"

    def named_ministry(self, legislature: int, slug: str) -> str:
        """A ministry known by its label only, within one legislature."""
        return f"{self._id}ministry/L{legislature}/{segment(slug)}"

    def legislature(self, number: int) -> str:
        """A legislature."""
        return f"{self._id}legislature/{number}"

    def circonscription(self, delimitation: int, department: str, number: int) -> str:
        """A constituency of one delimitation (1986 or 2010)."""
        return f"{self._id}circonscription/{delimitation}/{segment(department)}-{number:02d}"

    def department(self, code: str) -> str:
        """A département or its equivalent."""
        return f"{self._id}departement/{segment(code)}"

    def series(self, series: Series) -> str:
        """An edition of the Journal officiel."""
        return f"{self._id}jo/{series}"

    def issue(self, series: Series, date: dt.date) -> str:
        """The issue of one edition and day."""
        return f"{self._id}jo/{series}/{date.isoformat()}"

    def page(self, series: Series, date: dt.date, page: int) -> str:
        """A page of an issue."""
        return f"{self._id}jo/{series}/{date.isoformat()}/page/{page}"

    def answer_group(self, series: Series, date: dt.date, digest: str) -> str:
        """The answers of one issue that share one text."""
        return f"{self._id}answer-group/{series}/{date.isoformat()}/{digest[:8]}"

    def concept(self, scheme: str, slug: str) -> str:
        """A concept born from the data: rubrique, tête d'analyse, analyse, portfolio, closure reason."""
        return f"{self.base}code/{scheme}/{segment(slug)}"

    def scheme(self, scheme: str) -> str:
        """The concept scheme of data-born concepts."""
        return f"{self.base}code/{scheme}"

    def record(self, uid: str, digest: str) -> str:
        """One record of a question, by the digest of its bytes."""
        return f"{self._id}record/{segment(uid)}/{digest[:12]}"

    def file(self, sha256: str) -> str:
        """A source file, by its content."""
        return f"{self._id}file/sha256/{sha256}"

    def run(self, fingerprint: str) -> str:
        """A conversion run, by what determines its result."""
        return f"{self._id}run/{fingerprint[:16]}"

    def link(self, subject: str, item: str) -> str:
        """The link of a thing of this data set, or of another, to a Wikidata item, with what speaks for it."""
        path = subject.removeprefix(self._id)
        if path == subject or not _PATH.match(path):
            path = f"elsewhere/{segment(subject)}"  # no thing under id/ is of that kind
        return f"{self._id}link/{path}/{segment(item)}"
