"""Groups by label within a legislature, and the membership of the day."""

from __future__ import annotations

import pytest

from anq2rdf.records import Author, Group
from anq2rdf.register import Register
from tests.register import made


@pytest.mark.parametrize(
    ("legislature", "short", "label", "organ"),
    [
        (14, None, "Les Républicains", "PO707869"),      # though it began after the seed was published
        (14, None, "LES RÉPUBLICAINS", "PO707869"),
        (14, "LES-REP", None, "PO707869"),
        (14, "UMP", None, "PO656006"),
        (15, "LR", "Les Républicains", "PO730934"),
        (16, "LR", "Les Républicains", "PO800508"),
        (14, None, "Socialiste, écologiste et républicain", "PO713077"),
        (14, None, "Rassemblement - Union pour un Mouvement Populaire", "PO684957"),
        (16, None, "Démocrate (MoDem et Indépendants)", "PO800484"),
        (16, None, "Socialistes et apparentés (membre de l'intergroupe NUPES)", "PO800496"),     # the register has ’
        (16, "SOC", "Socialistes et apparentés", "PO830170"),
        # deputies of no group, whatever they are called
        (14, "NI", "Non inscrit", "PO645633"),
        (14, None, "Non-Inscrit", "PO645633"),
        (14, None, "Non inscrits", "PO645633"),
        (13, "NI", None, "PO387155"),
        (13, None, "Non inscrit", "PO387155"),
        (12, None, "Députés n'appartenant à aucun groupe", "PO266900"),
        (17, "NI", "Non inscrit", "PO840056"),
        # one label, two groups: the abbreviation tells
        (15, "UDI-A-I", "UDI, Agir et Indépendants", "PO767217"),
        (15, "UDI_I", "UDI et Indépendants", "PO771889"),
        (15, None, "UDI, Agir et Indépendants", None),
        (15, None, "UDI et Indépendants", None),
        (16, "SOC", None, "PO800496"),                   # libelleAbrev of this one alone; the other's is SOC-A
        # not in that legislature, not by that name
        (14, None, "La République en Marche", None),
        (13, None, "Les Républicains", None),
        (14, None, "Républicains", None),
        (14, None, "Groupe Les Républicains", None),
        (7, None, "Socialiste", None),
        (11, None, "Non inscrit", None),
    ],
)
def test_group_of_a_label(
    register: Register, legislature: int, short: str | None, label: str | None, organ: str | None
) -> None:
    asked = made.question("2015-03-31", legislature=legislature, group=Group(short=short, label=label))
    resolution = register.resolve(asked)
    assert resolution.question.group == Group(id=organ, short=short, label=label)
    assert [p.code for p in resolution.problems] == ([] if organ else ["E118"])


def test_given_group_stays_and_an_unknown_one_is_said(register: Register) -> None:
    for organ, codes in (("PO656006", []), ("PO999999999", ["E122"])):
        group = Group(id=organ, label="Les Républicains")
        resolution = register.resolve(made.question("2015-03-31", legislature=14, group=group))
        assert resolution.question.group == group
        assert [p.code for p in resolution.problems] == codes


@pytest.mark.parametrize(
    ("person", "published", "membership", "organ"),
    [
        ("PA346886", "2015-03-31", "PM695113", "PO656006"),      # the seed: UMP that day
        ("PA346886", "2015-06-01", "PM695113", "PO656006"),      # its last day
        ("PA346886", "2015-06-02", "PM708304", "PO707869"),
        ("PA923", "2014-01-07", "PM656357", "PO656006"),         # legacy 14-47351
        # hand-over days: the one that begins
        ("PA1012", "2012-11-26", "PM656427", "PO656006"),
        ("PA1012", "2012-11-27", "PM685004", "PO684957"),        # UMP → R-UMP
        ("PA1012", "2013-01-15", "PM685004", "PO684957"),
        ("PA1012", "2013-01-16", "PM687970", "PO656006"),
        ("PA346886", "2007-07-24", "PM393686", "PO389395"),      # non inscrit → UMP
        # from apparenté to member of the same group
        ("PA1141", "2009-01-27", "PM418335", "PO389635"),
        # a chairman has two entries in his group
        ("PA1695", "2015-09-01", "PM708004", "PO707869"),
        ("PA1695", "2011-01-04", "PM389852", "PO389395"),
        # NI and UMP at once for a month: nobody can tell
        ("PA1205", "2007-07-03", None, None),
        ("PA1205", "2007-09-04", "PM389788", "PO389395"),
        # no seat that day; nobody of that name
        ("PA346886", "2012-10-02", None, None),
        ("PA999999999", "2015-03-31", None, None),
        ("PA346886", None, None, None),
    ],
)
def test_membership_on_the_day(
    register: Register, person: str, published: str | None, membership: str | None, organ: str | None
) -> None:
    found = register.resolve(made.question(published, legislature=14, author=Author(id=person))).membership
    assert (found and found.id, found and found.organ) == (membership, organ)


def test_a_question_to_the_government_is_of_its_answers_day(register: Register) -> None:
    answered = made.attributed(published="2015-03-31", answered="2015-06-03").answers
    for kind, organ in (("QG", "PO707869"), ("QE", None)):
        asked = made.question(None, legislature=14, author=Author(id="PA346886"), answers=answered, type=kind)
        found = register.resolve(asked).membership
        assert (found and found.organ) == organ
