"""What the columns of an answer or table mean. People name them as they like; this is the whole list of what is known.

Names are compared without case, accents, blanks and signs: `?Date de naissance` is `datedenaissance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from anq2rdf.errors import SourceError, UsageError
from anq2rdf.linking.candidates.values import item_id
from anq2rdf.normalise.names import fold
from anq2rdf.problems import escaped

#: Meaning (as our own queries name it) → other names met in queries and tables of other people.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    # A person: one row or several for each.
    "item": (
        "wikidata", "wikidata_id", "wikidata_qid", "wikidata_uri", "qid", "q", "item_id", "uri", "entity", "human",
        "person", "person_uri", "personne", "people", "député", "députée", "deputy", "deputies", "elu", "mp", "member",
    ),
    "label": (
        "item_label", "name", "nom", "nom complet", "nom_prenom", "prenom_nom", "full_name", "person_label",
        "personne_label", "person_name", "human_label", "député_label", "deputy_label", "mp_label", "member_label",
        "entity_label", "label_fr", "item_label_fr",
    ),
    "alias": ("label_en", "item_label_en", "autre_nom", "other_name", "birth_name", "nom_de_naissance", "P1477"),
    "aliases": (  # several in one cell
        "alt_label", "item_alt_label", "person_alt_label", "personne_alt_label", "alt_labels", "autres_noms",
        "other_names",
    ),
    "description": ("item_description", "person_description"),
    "instance": ("P31", "instance_of", "nature"),
    "redirect": ("redirects", "merged", "merged_from", "redirected_from"),
    "assemblyId": (
        "P4123", "id_an", "an", "an_id", "assemblee_id", "id_assemblee", "assemblee_nationale_id", "pa", "pa_id",
        "id_pa", "acteur_ref",
    ),
    "sycomore": ("P1045", "sycomore_id", "id_sycomore"),
    "nosdeputes": ("P7040", "nosdeputes_id", "id_nosdeputes", "nosdeputes_slug"),
    "birth": (
        "P569", "date_naissance", "date_de_naissance", "naissance", "ne_le", "birth_date", "date_of_birth", "dob",
    ),
    "birthPrecision": ("birth_date_precision", "precision_naissance", "naissance_precision", "dob_precision"),
    # A position, one row each.
    "statement": ("position_statement", "st", "stmt", "ps", "held", "mandat_statement"),
    "position": ("P39", "office", "position_held", "fonction"),
    "term": (
        "P2937", "legislature", "legislatures", "parliamentary_term", "legislature_number", "numero_legislature",
        "leg", "terms",
    ),
    "termLabel": ("legislature_label", "P2937_label", "parliamentary_term_label", "legislature_nom"),
    "termOrdinal": ("P1545", "legislature_ordinal"),
    "termStart": ("legislature_start", "debut_legislature"),
    "district": ("P768", "constituency", "circonscription", "circo", "electoral_district"),
    "districtLabel": ("constituency_label", "circonscription_label", "circo_label", "P768_label"),
    "group": ("P4100", "groupe", "parliamentary_group", "groupe_parlementaire", "groupe_politique"),
    "groupLabel": ("groupe_label", "parliamentary_group_label", "P4100_label", "groupe_parlementaire_label"),
    "start": ("P580", "start_date", "start_time", "debut", "debut_mandat", "date_debut", "mandate_start", "starttime"),
    "startPrecision": ("start_date_precision", "debut_precision"),
    "end": ("P582", "end_date", "end_time", "fin", "fin_mandat", "date_fin", "mandate_end"),
    "endPrecision": ("end_date_precision", "fin_precision"),
    # An organ: rows of our own queries for them.
    "thing": (),
    "kind": (),
    "ordinal": (),
    "republic": (),
    "department": (),
    "identifier": (),
}  # fmt: skip
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_MOST_NAMED: Final = 12


class Columns:
    """What the columns of one input mean."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        """`own` gives meanings to names that are not in the list, theirs to ours.

        Raises `UsageError` for a meaning that there is not.
        """
        self._own = {_key(theirs): _meaning(ours) for theirs, ours in (own or {}).items()}
        self._met: dict[str, str | None] = {}

    @property
    def ignored(self) -> list[str]:
        """The names met so far that mean nothing."""
        return [name for name, meaning in self._met.items() if meaning is None]

    def require_item(self, names: Iterable[str]) -> None:
        """Raise `SourceError` unless one of the names is of an item."""
        given = list(names)
        if not {"item", "thing"}.intersection(map(self.meaning, given)):
            raise _no_item(given)

    def row(self, cells: Iterable[tuple[str, str]]) -> dict[str, str]:
        """The cells (name of the column, value) by what they mean; empty ones and unknown ones left out."""
        row: dict[str, str] = {}
        for name, value in cells:
            meaning = self.meaning(name) if value else None
            if meaning is None:
                continue
            if meaning not in row:
                row[meaning] = value
            elif meaning == "item" and item_id(row["item"]) is None:  # the one before was an address of another site
                row["item"] = value
            elif meaning == "label":  # a second name in the same row
                row.setdefault("alias", value)
        return row

    def meaning(self, name: str) -> str | None:
        """The meaning of a name, None for one that is unknown."""
        if name not in self._met:
            key = _key(name)
            self._met[name] = self._own.get(key) or _known().get(key)
        return self._met[name]


def _meaning(ours: str) -> str:
    meaning = _known().get(_key(ours))
    if meaning is None:
        raise UsageError(f"no column means {escaped(ours)}", remedy=f"there are {', '.join(COLUMNS)}")
    return meaning


def _no_item(names: Sequence[str]) -> SourceError:
    seen = ", ".join(escaped(name, 40) for name in names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return SourceError(
        f"no column names a Wikidata item: there are {seen or 'no columns'}",
        remedy="call the column of Q… or wd:Q… item, or say which one it is",
    )


def _key(name: str) -> str:
    return _NOT_WORD.sub("", fold(name))


@cache
def _known() -> dict[str, str]:
    own = {_key(meaning): meaning for meaning in COLUMNS}
    return {_key(name): meaning for meaning, names in COLUMNS.items() for name in names} | own
