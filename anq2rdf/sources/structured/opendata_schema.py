"""The official open-data schema as it travels, from legislature XIV to XVII, object by object.

A record of the usual shape decodes straight into these structs. Whatever does not (a number where text belongs,
{"#text": …}, {"@xsi:nil": "true"}, a list where one object stands, an unknown key) goes through `fitting`, which
brings it to the same structs or says why not. Keys that hold nothing the model keeps are
`Ignored`. A decoded record is a tree, so the collector of cycles need not know of it (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct, field

T = TypeVar("T")
Scalar = str | None
Number = str | int | None
Ignored = str | int | float | bool | None
Strings = str | list[str | None] | None


class InfoJO(Struct, forbid_unknown_fields=True, gc=False):
    """A place in the Journal officiel."""

    typeJO: Scalar = None  # noqa: N815 - the schema's own names
    dateJO: Scalar = None  # noqa: N815
    pageJO: Number = None  # noqa: N815
    numJO: Number = None  # noqa: N815
    urlLegifrance: Ignored = None  # noqa: N815
    referenceNOR: Ignored = None  # noqa: N815


class Placed(InfoJO, forbid_unknown_fields=True, gc=False):
    """Something with a place: in `infoJO`, or its fields beside it."""

    infoJO: InfoJO | list[InfoJO] | None = None  # noqa: N815


class Erratum(Placed, forbid_unknown_fields=True, gc=False):
    """A correction."""

    texte: Scalar = None
    texteErratum: Scalar = None  # noqa: N815
    dateErratum: Scalar = None  # noqa: N815


Errata = Erratum | list[Erratum] | None


class Entry(Placed, forbid_unknown_fields=True, gc=False):
    """`texteQuestion` or `texteReponse`."""

    texte: Scalar = None
    erratum: Errata = None
    erratumQuestion: Errata = None  # noqa: N815
    erratumReponse: Errata = None  # noqa: N815


class TextesQuestion(Struct, forbid_unknown_fields=True, gc=False):
    """The question's texts."""

    texteQuestion: Entry | list[Entry] | None = None  # noqa: N815
    erratum: Errata = None
    erratumQuestion: Errata = None  # noqa: N815


class TextesReponse(Struct, forbid_unknown_fields=True, gc=False):
    """The answers' texts."""

    texteReponse: Entry | list[Entry] | None = None  # noqa: N815
    erratum: Errata = None
    erratumReponse: Errata = None  # noqa: N815


class Identifiant(Struct, forbid_unknown_fields=True, gc=False):
    """The parts of the identifier."""

    numero: Number = None
    legislature: Number = None
    regime: Ignored = None


class Analyses(Struct, forbid_unknown_fields=True, gc=False):
    """`analyses` (XVI, XVII)."""

    analyse: Strings = None


class Ana(Struct, forbid_unknown_fields=True, gc=False):
    """`ANALYSE` (XIV, XV)."""

    ANA: Strings = None


class IndexationAN(Struct, forbid_unknown_fields=True, gc=False):
    """The subject headings."""

    rubrique: Scalar = None
    teteAnalyse: Scalar = None  # noqa: N815
    analyses: Analyses | list[Analyses] | None = None
    ANALYSE: Ana | list[Ana] | None = None


class Identite(Struct, forbid_unknown_fields=True, gc=False):
    """Who asks."""

    acteurRef: Scalar = None  # noqa: N815
    mandatRef: Scalar = None  # noqa: N815


class Organe(Struct, forbid_unknown_fields=True, gc=False):
    """A group or a ministry."""

    organeRef: Scalar = None  # noqa: N815
    abrege: Scalar = None
    developpe: Scalar = None


class Auteur(Struct, forbid_unknown_fields=True, gc=False):
    """Who asks, and for which group."""

    identite: Identite | None = None
    groupe: Organe | None = None


class MinAttrib(Placed, forbid_unknown_fields=True, gc=False):
    """One attribution."""

    denomination: Organe | None = None
    organeRef: Scalar = None  # noqa: N815
    abrege: Scalar = None
    developpe: Scalar = None


class MinAttribs(Struct, forbid_unknown_fields=True, gc=False):
    """The successive attributions."""

    minAttrib: MinAttrib | list[MinAttrib] | None = None  # noqa: N815


class Signalement(Placed, forbid_unknown_fields=True, gc=False):
    """The question was flagged."""

    dateDepotSignal: Scalar = None  # noqa: N815
    dateSignal: Scalar = None  # noqa: N815


class Signalements(Struct, forbid_unknown_fields=True, gc=False):
    """A list of signalements."""

    signalement: Signalement | list[Signalement] | None = None


class Renouvellement(Placed, forbid_unknown_fields=True, gc=False):
    """The author asked again."""

    dateRenouvellement: Scalar = None  # noqa: N815


class Renouvellements(Renouvellement, forbid_unknown_fields=True, gc=False):
    """A list of renewals, or one renewal without its own element."""

    renouvellement: Renouvellement | list[Renouvellement] | None = None


class Cloture(Struct, forbid_unknown_fields=True, gc=False):
    """How the file was closed."""

    codeCloture: Scalar = None  # noqa: N815
    libelleCloture: Scalar = None  # noqa: N815
    dateCloture: Scalar = None  # noqa: N815
    infoJO: InfoJO | None = None  # noqa: N815


class Question(Struct, forbid_unknown_fields=True, gc=False):
    """One question."""

    uid: Scalar = None
    identifiant: Identifiant | None = None
    type: Scalar = None
    xsi_type: Scalar = field(default=None, name="@xsi:type")
    indexationAN: IndexationAN | None = None  # noqa: N815
    auteur: Auteur | None = None
    minInt: Organe | None = None  # noqa: N815
    minAttribs: MinAttribs | list[MinAttribs] | None = None  # noqa: N815
    textesQuestion: TextesQuestion | list[TextesQuestion] | None = None  # noqa: N815
    textesReponse: TextesReponse | list[TextesReponse] | None = None  # noqa: N815
    cloture: Cloture | None = None
    signalement: Signalement | list[Signalement] | None = None
    signalements: Signalements | list[Signalements] | None = None
    renouvellement: Renouvellement | list[Renouvellement] | None = None
    renouvellements: Renouvellements | list[Renouvellements] | None = None
    erratum: Errata = None
    erratumQuestion: Errata = None  # noqa: N815
    erratumReponse: Errata = None  # noqa: N815
    chronotag: Ignored = None
    xmlns: Ignored = field(default=None, name="@xmlns")
    xmlns_xsi: Ignored = field(default=None, name="@xmlns:xsi")


class Root(Struct, forbid_unknown_fields=True, gc=False):
    """A file of one question."""

    question: Question


def each(value: T | list[T] | None) -> Sequence[T]:
    """What stands at a place that holds nothing, one thing or a list of them."""
    if value is None:
        return ()
    return value if value.__class__ is list else (value,)  # type: ignore[return-value]  # the class says it


# Where a plain text may stand for an object: the key it means there.
BARE: dict[type[Struct], str] = {Entry: "texte", Erratum: "texte", Analyses: "analyse", Ana: "ANA"}
