"""The few words reports need, in both languages."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Validation report",
        "conforms": "conforms: no result",
        "nothing": "Nothing to report.",
        "Violation": "violation",
        "Violation+": "violations",
        "Warning": "warning",
        "Warning+": "warnings",
        "Info": "info",
        "Info+": "infos",
        "more": "… and {} more",
        "shape": "Shape",
        "severity": "Severity",
        "count": "Results",
        "message": "Message",
        "focus": "Focus node",
        "path": "Path",
        "value": "Value",
        "source": "Source",
        "listed": "… and {} more; the JSON and Turtle reports hold them all.",
        "legend": "Violation: the record or the output is structurally wrong. Warning: the source is probably wrong. "
        "Info: a limit worth knowing.",
    },
    "fr": {
        "title": "Rapport de validation",
        "conforms": "conforme : aucun résultat",
        "nothing": "Rien à signaler.",
        "Violation": "violation",
        "Violation+": "violations",
        "Warning": "avertissement",
        "Warning+": "avertissements",
        "Info": "information",
        "Info+": "informations",
        "more": "… et {} de plus",
        "shape": "Règle",
        "severity": "Gravité",
        "count": "Résultats",
        "message": "Message",
        "focus": "Nœud examiné",
        "path": "Chemin",
        "value": "Valeur",
        "source": "Source",
        "listed": "… et {} de plus ; les rapports JSON et Turtle les contiennent tous.",
        "legend": "Violation : l'enregistrement ou la sortie est mal construit. Avertissement : la source est sans "
        "doute fautive. Information : une limite à connaître.",
    },
}


def words(language: str) -> dict[str, str]:
    """The words of that language, English for any that is not there."""
    return WORDS.get(language, WORDS["en"])


def counted(number: int, level: str, language: str) -> str:
    """ "1 warning", "2 warnings". French keeps the singular for zero."""
    single = number == 1 or (number == 0 and language == "fr")
    return f"{number} {words(language)[level if single else level + '+']}"
