"""One sound question in the official layouts, made up (« exemple inventé »): what stands beside the diseases."""

from __future__ import annotations

import json


def question(number: int = 1) -> dict[str, object]:
    """A written question of the XVI legislature as the open data tell it."""
    return {
        "question": {
            "@xmlns": "http://schemas.assemblee-nationale.fr/referentiel",
            "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "@xsi:type": "QuestionEcrite_Type",
            "uid": f"QANR5L16QE{number}",
            "identifiant": {"numero": str(number), "regime": "5eme Republique", "legislature": "16"},
            "type": "QE",
            "indexationAN": {
                "rubrique": "eau et assainissement", "teteAnalyse": None,
                "analyses": {"analyse": "exemple inventé"},
            },
            "auteur": {
                "identite": {"acteurRef": "PA999001", "mandatRef": "PM999001"},
                "groupe": {"organeRef": "PO999001", "abrege": "EI", "developpe": "Exemple inventé"},
            },
            "minInt": {"organeRef": "PO999002", "abrege": "Exemple", "developpe": "Ministère de l'exemple"},
            "minAttribs": {
                "minAttrib": {
                    "infoJO": reference("2023-01-10", "101"),
                    "denomination": {
                        "organeRef": "PO999002", "abrege": "Exemple", "developpe": "Ministère de l'exemple",
                    },
                }
            },
            "textesQuestion": {
                "texteQuestion": {"infoJO": reference("2023-01-10", "101"), "texte": "Exemple inventé : où va l'eau ?"}
            },
            "textesReponse": {
                "texteReponse": {"infoJO": reference("2023-03-07", "202"), "texte": "Exemple inventé : à la mer."}
            },
            "cloture": {
                "codeCloture": "REP_PUB", "libelleCloture": "Réponse publiée", "dateCloture": "2023-03-07",
                "infoJO": reference("2023-03-07", "202"),
            },
            "signalement": None,
            "renouvellements": None,
        }
    }


def reference(date: str, page: str) -> dict[str, object]:
    """A place in the Journal officiel."""
    return {
        "typeJO": "JO_QUESTION", "dateJO": date, "pageJO": page, "numJO": None, "urlLegifrance": None,
        "referenceNOR": None,
    }


def as_json(number: int = 1) -> bytes:
    """The question's file in the JSON archives."""
    return json.dumps(question(number), ensure_ascii=False).encode()


def name(number: int = 1) -> str:
    """Its name there."""
    return f"json/QANR5L16QE{number}.json"
