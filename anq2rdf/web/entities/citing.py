"""How a question is cited: in words, in BibTeX, and as schema.org has it for search engines."""

from __future__ import annotations

import re
from typing import Any, Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.naming import Names, isolated
from anq2rdf.web.entities.statements import Statements

_BIBTEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "^": r"\^{}", "~": r"\~{}",
}  # fmt: skip


def in_words(told: Statements, names: Names, answers: list[str]) -> str:
    """A citation in French, the language of what is cited, whatever the reader's."""
    parts = [_french(names, told.iri), _by(told, names), _title(told), _printed(told, names, told.iri)]
    parts += [f"réponse : {printed}" for each in answers if (printed := _printed(told, names, each))]
    return f"{', '.join(filter(None, parts))}. {told.iri}"


def in_bibtex(told: Statements, names: Names) -> str:
    """The same for reference managers."""
    published = told.text(v.PUBLICATION_DATE) or ""
    fields = {
        "author": _author(told, names),
        "title": told.text(v.TITLE),
        "year": published[:4] if re.fullmatch(r"\d{4}-\d{2}-\d{2}", published) else None,
        "howpublished": _printed(told, names, told.iri),
        "note": _french(names, told.iri),
        "institution": "Assemblée nationale",
        "url": told.iri,
    }
    key = re.sub(r"[^A-Za-z0-9]", "", told.text(v.IDENTIFIER) or "")[:40] or "question"
    lines = [f"  {name} = {{{_for_bibtex(value)}}}" for name, value in fields.items() if value]
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"


def for_engines(told: Statements, names: Names, answers: list[str]) -> dict[str, Any]:
    """schema.org's Question with its accepted answer."""
    answer = [
        _filled({"@type": "Answer", "@id": each, "text": told.text(v.TEXT, each), "datePublished": told.text(
            v.PUBLICATION_DATE, each)})
        for each in answers
    ]
    author = told.link(v.AUTHOR)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Question",
            "@id": told.iri,
            "name": told.text(v.TITLE) or names.name(told.iri).text,
            "text": told.text(v.TEXT),
            "inLanguage": "fr",
            "datePublished": told.text(v.PUBLICATION_DATE),
            "author": _filled({"@type": "Person", "@id": author, "name": _author(told, names)}) if author else None,
            "answerCount": len(answers),
            "acceptedAnswer": answer[0] if len(answer) == 1 else answer or None,
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _for_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(each, each) for each in " ".join(text.split()))


def _french(names: Names, iri: str) -> str:
    card = names.cards.get(iri)
    label = card.label("fr") if card else None
    return isolated(label.value) if label else iri


def _author(told: Statements, names: Names) -> str | None:
    author = told.link(v.AUTHOR)
    card = names.cards.get(author) if author else None
    label = card.label("fr") if card else None
    return isolated(label.value) if label else told.text(v.AUTHOR_LABEL)


def _by(told: Statements, names: Names) -> str | None:
    author = _author(told, names)
    return f"de {author}" if author else None


def _title(told: Statements) -> str | None:
    title = told.text(v.TITLE)
    return f"« {isolated(title)} »" if title else None


def _printed(told: Statements, names: Names, of: str) -> str | None:
    issue, page = told.link(v.PUBLISHED_IN, of), told.text(v.PUBLICATION_PAGE, of)
    if issue is None:
        return None
    return _french(names, issue) + (f", p. {page}" if page else "")
