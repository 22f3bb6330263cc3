"""Départements and overseas collectivities as the Assemblée codes them, and the names they have been given.

Codes and labels are those of the official register (organe CIRCONSCRIPTION, legislatures VII to XVII); 978 is INSEE's
code of Saint-Martin, which shares its only constituency with Saint-Barthélemy (977). "Corse" alone is no code: it is
a region, or either département.
"""

from __future__ import annotations

import re
from functools import cache

from anq2rdf.normalise.names import fold

#: Code → official label. 099 is the Assemblée's own code for the French living abroad.
CODES: dict[str, str] = {
    "01": "Ain", "02": "Aisne", "03": "Allier", "04": "Alpes-de-Haute-Provence", "05": "Hautes-Alpes",
    "06": "Alpes-Maritimes", "07": "Ardèche", "08": "Ardennes", "09": "Ariège", "10": "Aube", "11": "Aude",
    "12": "Aveyron", "13": "Bouches-du-Rhône", "14": "Calvados", "15": "Cantal", "16": "Charente",
    "17": "Charente-Maritime", "18": "Cher", "19": "Corrèze", "2A": "Corse-du-Sud", "2B": "Haute-Corse",
    "21": "Côte-d'Or", "22": "Côtes-d'Armor", "23": "Creuse", "24": "Dordogne", "25": "Doubs", "26": "Drôme",
    "27": "Eure", "28": "Eure-et-Loir", "29": "Finistère", "30": "Gard", "31": "Haute-Garonne", "32": "Gers",
    "33": "Gironde", "34": "Hérault", "35": "Ille-et-Vilaine", "36": "Indre", "37": "Indre-et-Loire", "38": "Isère",
    "39": "Jura", "40": "Landes", "41": "Loir-et-Cher", "42": "Loire", "43": "Haute-Loire", "44": "Loire-Atlantique",
    "45": "Loiret", "46": "Lot", "47": "Lot-et-Garonne", "48": "Lozère", "49": "Maine-et-Loire", "50": "Manche",
    "51": "Marne", "52": "Haute-Marne", "53": "Mayenne", "54": "Meurthe-et-Moselle", "55": "Meuse", "56": "Morbihan",
    "57": "Moselle", "58": "Nièvre", "59": "Nord", "60": "Oise", "61": "Orne", "62": "Pas-de-Calais",
    "63": "Puy-de-Dôme", "64": "Pyrénées-Atlantiques", "65": "Hautes-Pyrénées", "66": "Pyrénées-Orientales",
    "67": "Bas-Rhin", "68": "Haut-Rhin", "69": "Rhône", "70": "Haute-Saône", "71": "Saône-et-Loire", "72": "Sarthe",
    "73": "Savoie", "74": "Haute-Savoie", "75": "Paris", "76": "Seine-Maritime", "77": "Seine-et-Marne",
    "78": "Yvelines", "79": "Deux-Sèvres", "80": "Somme", "81": "Tarn", "82": "Tarn-et-Garonne", "83": "Var",
    "84": "Vaucluse", "85": "Vendée", "86": "Vienne", "87": "Haute-Vienne", "88": "Vosges", "89": "Yonne",
    "90": "Territoire de Belfort", "91": "Essonne", "92": "Hauts-de-Seine", "93": "Seine-Saint-Denis",
    "94": "Val-de-Marne", "95": "Val-d'Oise",
    "971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "Réunion", "975": "Saint-Pierre-et-Miquelon",
    "976": "Mayotte", "977": "Saint-Barthélemy et Saint-Martin", "978": "Saint-Martin", "986": "Wallis-et-Futuna",
    "987": "Polynésie française", "988": "Nouvelle-Calédonie", "099": "Français établis hors de France",
}  # fmt: skip

#: Other official names and codes: renamed départements, and the election codes of the Ministry of the Interior.
OTHER_NAMES: dict[str, str] = {
    "Basses-Alpes": "04", "Côtes-du-Nord": "22", "Basses-Pyrénées": "64", "Belfort": "90", "Ville de Paris": "75",
    "Guyane française": "973", "Saint-Barthélemy": "977", "Saint-Martin et Saint-Barthélemy": "977",
    "Saint-Barthélemy - Saint-Martin": "977", "Saint-Martin/Saint-Barthélemy": "977", "Îles Wallis et Futuna": "986",
    "Français de l'étranger": "099", "Français de l'étranger et hors de France": "099", "Hors de France": "099",
    "Français établis à l'étranger": "099", "Français hors de France": "099",
}  # fmt: skip
#: What English labels call the places whose French name they do not keep.
ENGLISH_NAMES: dict[str, str] = {
    "South Corsica": "2A", "Southern Corsica": "2A", "Upper Corsica": "2B", "French Guiana": "973",
    "Saint Pierre and Miquelon": "975", "Saint Barthélemy and Saint Martin": "977",
    "Saint Martin and Saint Barthélemy": "977", "Wallis and Futuna": "986", "French Polynesia": "987",
    "New Caledonia": "988", "French residents overseas": "099", "French residents abroad": "099",
    "French citizens abroad": "099", "French citizens overseas": "099", "French citizens living abroad": "099",
    "French citizens living overseas": "099", "French expatriates": "099", "French living abroad": "099",
    "French people abroad": "099", "French nationals abroad": "099", "citizens abroad": "099",
}  # fmt: skip
OTHER_CODES: dict[str, str] = {
    "999": "099", "ZZ": "099", "ZA": "971", "ZB": "972", "ZC": "973", "ZD": "974", "ZS": "975", "ZM": "976",
    "ZX": "977", "ZW": "986", "ZP": "987", "ZN": "988",
}  # fmt: skip

#: Régions of every division since 1981, as pages and exports print them; none of them is a département's name alone.
REGIONS: tuple[str, ...] = (
    "Alsace", "Aquitaine", "Auvergne", "Basse-Normandie", "Bourgogne", "Bretagne", "Centre", "Champagne-Ardenne",
    "Champagne-Ardennes", "Corse", "Franche-Comté", "Haute-Normandie", "Île-de-France", "Languedoc-Roussillon",
    "Limousin", "Lorraine", "Midi-Pyrénées", "Nord-Pas-de-Calais", "Nord - Pas-de-Calais", "Pays de la Loire",
    "Pays de Loire", "Picardie", "Poitou-Charentes", "Provence-Alpes-Côte d'Azur", "Rhône-Alpes",
    "Alsace - Champagne-Ardenne - Lorraine", "Aquitaine - Limousin - Poitou-Charentes", "Auvergne - Rhône-Alpes",
    "Bourgogne - Franche-Comté", "Languedoc-Roussillon - Midi-Pyrénées", "Nord-Pas-de-Calais - Picardie",
    "Centre-Val de Loire", "Grand Est", "Hauts-de-France", "Normandie", "Nouvelle-Aquitaine", "Occitanie",
    "Dom", "Tom", "Dom-Tom", "Départements d'outre-mer", "Territoires d'outre-mer", "Collectivités d'outre-mer",
    "Outre-mer", "Collectivités d'outre-mer et Nouvelle-Calédonie",
)  # fmt: skip

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ARTICLES = re.compile(r"^(?:(?:de|du|des|d|la|le|les|l) )+")
_INVERTED = re.compile(r"([^()]+)\(([^()]+)\)")
_CODE = re.compile(r"0*([0-9]{1,3}|2[AB])")


def code_of(label_or_code: str) -> str | None:
    """The code of a département or collectivity, from its label in any official spelling or from a code.

    "Rhône" → "69", "Belfort (Territoire de)" → "90", "la Réunion" → "974", "2a" → "2A", "1" → "01", "999" and "ZZ" →
    "099". None for what is not in the table: a région, "Seine", a place name.
    """
    text = label_or_code.strip()
    return _coded(text.upper()) or _named(text)


def label_of(code: str) -> str | None:
    """The official label of a code of `CODES`, or None."""
    return CODES.get(code)


def is_region(label: str) -> bool:
    """Whether the label is a région's (or a class of overseas territories) and no département's."""
    return _key(label) in _regions() and _named(label) is None


def _coded(text: str) -> str | None:
    """The table's code for a code, which may lack or have too many leading zeros."""
    if text in CODES or text in OTHER_CODES:
        return OTHER_CODES.get(text, text)
    found = _CODE.fullmatch(text)
    padded = found[1].zfill(2) if found else ""
    return padded if padded in CODES else None


def _named(text: str) -> str | None:
    """The code of a label, also of one with its first word put last: "Savoie (Haute-)"."""
    code = _names().get(_key(text))
    if code is None and (inverted := _INVERTED.fullmatch(text)):
        code = _names().get(_key(f"{inverted[2]} {inverted[1]}"))
    return code


def _key(label: str) -> str:
    """The folded words of a label without leading articles: "de la Haute-Marne" → "haute marne"."""
    return _ARTICLES.sub("", _NOT_WORD.sub(" ", fold(label)).strip())


@cache
def _names() -> dict[str, str]:
    official = {_key(label): code for code, label in CODES.items()}
    return official | {_key(name): code for name, code in (OTHER_NAMES | ENGLISH_NAMES).items()}


@cache
def _regions() -> frozenset[str]:
    return frozenset(map(_key, REGIONS))
