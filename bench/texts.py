"""Invented French texts of questions and answers, as long and as marked up as real ones.

Measured on 279 real written questions and their 178 answers: a question has 1,890 characters in the mean and is marked
up in 18 % (only `<em>`); an answer has 3,440, entities of Windows-1252 in 59 %, a table in 1.1 % and hardly anything
else. Paragraphs, breaks and lists stand for what the answers of other archives hold.

A text is an opening, two halves out of pools of some thousands, and a closing: all texts differ, and a million of them
are made in a minute.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from bench import phrases

QUESTION_CHARACTERS = 1_890
ANSWER_CHARACTERS = 3_440
QUESTIONS_MARKED_UP = 0.18
ANSWERS_MARKED_UP = 0.04       # of them a table in three of ten, a list in two
POOL = 4_096                   # halves of each kind: more text than a packer looks back on
_NAME = re.compile(r"\{(\w+)\}")

Half = tuple[str, ...]         # sentences


def question_text(rng: Random, author: str, minister: str) -> str:
    """What is asked: an opening, reasons, the request."""
    madam = author.startswith("Mme")
    own = {"auteur": author, "ministre": minister, "il": "Elle" if madam else "Il", "il_bas": "elle" if madam else "il"}
    body = " ".join([*rng.choice(_asking()), *rng.choice(_asking())])
    if rng.random() < QUESTIONS_MARKED_UP:
        body = body.replace(" par ", " <em>via</em> ", 3).replace("dossiers", "<em>dossiers</em>", 1)
    closing = _sentence(rng, rng.choice(phrases.CLOSINGS), own)
    return f"{_sentence(rng, rng.choice(phrases.OPENINGS), own)} {body} {closing}"


def answer_text(rng: Random) -> str:
    """What is answered."""
    opening = _sentence(rng, rng.choice(phrases.ANSWERING), {})
    sentences = [opening, *rng.choice(_answering()), *rng.choice(_answering())]
    return _marked_up(rng, sentences) if rng.random() < ANSWERS_MARKED_UP else " ".join(sentences)


def title(rng: Random) -> str:
    """A subject heading: some thousands of them, as archives hold."""
    subject = rng.choice(phrases.SLOTS["sujet"])
    place, measure = rng.choice(phrases.SLOTS["lieu"]), rng.choice(phrases.SLOTS["mesure"])
    return f"{subject[0].upper()}{subject[1:]} {place} : {measure}"


@cache
def _asking() -> list[Half]:
    return _pool("asking", phrases.ASKING, QUESTION_CHARACTERS - 330)      # the opening and the closing have 330


@cache
def _answering() -> list[Half]:
    return _pool("answering", phrases.ANSWERING, ANSWER_CHARACTERS - 110)


def _pool(name: str, patterns: tuple[str, ...], characters: int) -> list[Half]:
    rng = Random(f"anq2rdf {name}")
    return [_half(rng, patterns, _length(rng, characters // 2)) for _ in range(POOL)]


def _length(rng: Random, usual: int) -> int:
    # Real lengths are skewed: many short, few very long.
    return int(usual * min(rng.lognormvariate(-0.2, 0.5), 5.0))


def _half(rng: Random, patterns: tuple[str, ...], characters: int) -> Half:
    found: list[str] = []
    deck: list[str] = []
    while sum(map(len, found)) < characters:
        if not deck:
            deck = rng.sample(patterns, len(patterns))
        found.append(_sentence(rng, deck.pop(), {}))
    return tuple(found)


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
    """A table, a list, breaks, paragraphs or emphasis as the official texts have them."""
    middle, kind = len(sentences) // 2, rng.randrange(10)
    if kind < 3:
        return " ".join([*sentences[:middle], _table(rng), *sentences[middle:]])
    if kind < 5:
        items = "".join(f"<li>{sentence}</li>" for sentence in sentences[middle : middle + 4])
        return " ".join([*sentences[:middle], f"<ul>{items}</ul>", *sentences[middle + 4 :]])
    if kind < 7:
        return "<br/>".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    if kind < 9:
        return "".join(f"<p>{' '.join(sentences[i : i + 3])}</p>" for i in range(0, len(sentences), 3))
    return "</p><p align=\"JUSTIFY\"> " + "<br>".join(sentences) + " <a name=P1></a> </p>"


def _table(rng: Random) -> str:
    """Nested in elements that say nothing, as in real answers."""
    rows = "".join(
        f"<tr><td><br>{rng.choice(phrases.SLOTS['lieu'])}</br></td><td align='right'>{rng.randint(10, 9999)}</td></tr>"
        for _ in range(rng.randint(3, 9))
    )
    head = "<tr><th>Territoire</th><th>Dossiers</th></tr>"
    return f"<div align='center'><center><table border='1'>{head}{rows}</table></center></div>"
