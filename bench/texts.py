"""Invented French texts of questions and answers, as long and as marked up as real ones."""

from __future__ import annotations

import re
from random import Random

from bench import phrases

QUESTION_CHARACTERS = 1_500
ANSWER_CHARACTERS = 4_000
_NAME = re.compile(r"\{(\w+)\}")


def question_text(rng: Random, author: str, minister: str) -> str:
    """What is asked: an opening, reasons, the request; about a fifth carry markup."""
    madam = author.startswith("Mme")
    own = {"auteur": author, "ministre": minister, "il": "Elle" if madam else "Il", "il_bas": "elle" if madam else "il"}
    sentences = [_sentence(rng, rng.choice(phrases.OPENINGS), own)]
    sentences += _body(rng, phrases.ASKING, _length(rng, QUESTION_CHARACTERS))
    sentences.append(_sentence(rng, rng.choice(phrases.CLOSINGS), own))
    return _marked_up(rng, sentences)


def answer_text(rng: Random) -> str:
    """What is answered; about a fifth carry markup, one of fifty holds a table."""
    sentences = _body(rng, phrases.ANSWERING, _length(rng, ANSWER_CHARACTERS))
    if rng.random() < 0.02:
        sentences.insert(len(sentences) // 2, _table(rng))
    return _marked_up(rng, sentences)


def title(rng: Random) -> str:
    """A subject heading."""
    subject = rng.choice(phrases.SLOTS["sujet"])
    return f"{subject[0].upper()}{subject[1:]} {rng.choice(phrases.SLOTS['lieu'])}"


def _length(rng: Random, usual: int) -> int:
    # Real lengths are skewed: many short, few very long.
    return int(usual * min(rng.lognormvariate(-0.08, 0.4), 5.0))


def _body(rng: Random, patterns: tuple[str, ...], characters: int) -> list[str]:
    found: list[str] = []
    deck: list[str] = []
    while sum(map(len, found)) < characters:
        if not deck:
            deck = rng.sample(patterns, len(patterns))
        found.append(_sentence(rng, deck.pop(), {}))
    return found


def _sentence(rng: Random, pattern: str, own: dict[str, str]) -> str:
    return _NAME.sub(lambda match: own.get(match[1]) or _drawn(rng, match[1]), pattern)


def _drawn(rng: Random, name: str) -> str:
    if name in phrases.SLOTS:
        return rng.choice(phrases.SLOTS[name])
    return str({
        "annee": rng.randint(2008, 2021),
        "nombre": f"{rng.randint(1, 98)} {rng.randint(100, 999)}",
        "pourcent": rng.randint(4, 87),
        "montant": f"{rng.randint(2, 940)},{rng.randint(1, 9)}",
        "jour": rng.randint(2, 28),
        "mois": rng.choice(phrases.MONTHS),
        "euro": rng.choice(phrases.EURO),
        "oe": rng.choice(phrases.OE),
        "via": rng.choice(phrases.VIA),
    }[name])


def _marked_up(rng: Random, sentences: list[str]) -> str:
    """Four of five texts plain; the others with breaks, paragraphs or emphasis as the official texts have them."""
    if rng.random() >= 0.2:
        return " ".join(sentences)
    kind = rng.randrange(4)
    if kind == 0:
        return "<br/>".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    if kind == 1:
        return "".join(f"<p>{' '.join(sentences[i : i + 3])}</p>" for i in range(0, len(sentences), 3))
    if kind == 2:
        return " ".join(sentences).replace(" par ", " <em>via</em> ", 3)
    return "</p><p align=\"JUSTIFY\"> " + "<br>".join(sentences) + " <a name=P1></a> </p>"


def _table(rng: Random) -> str:
    rows = "".join(
        f"<tr><td>{rng.choice(phrases.SLOTS['lieu'])}</td><td align=\"right\">{rng.randint(10, 9999)}</td></tr>"
        for _ in range(rng.randint(3, 9))
    )
    return f"<table border=\"1\"><tr><th>Territoire</th><th>Dossiers</th></tr>{rows}</table>"
