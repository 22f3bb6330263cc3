"""What the pages of things show, against what the examples' sources say."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
import requests
from lxml import html

from tests.web.things import QUESTION, THINGS

ROOT = Path(__file__).parents[2]
EVENTS = [json.loads(path.read_text("utf-8"))["question"] for path in sorted((ROOT / "examples/events").glob("*.json"))]


def read(address: str, path: str, language: str = "fr") -> html.HtmlElement:
    """A page as a tree."""
    answer = requests.get(f"{address}/doc/{path}", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


def words(element: html.HtmlElement) -> str:
    """The text with single blanks."""
    return " ".join(element.text_content().split())


def spread(element: html.HtmlElement) -> str:
    """The text with blanks also where one element follows another."""
    return " ".join(" ".join(element.itertext()).split())


def facts(page: html.HtmlElement) -> dict[str, str]:
    """The first list of names and values."""
    [names, *_] = page.xpath("//main//dl[@class='facts']")
    return {words(dt): words(dt.getnext()) for dt in names.findall("dt")}


def table(page: html.HtmlElement, heading: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    [section] = [each for each in page.xpath("//main//section[h2]") if words(each.find("h2")).startswith(heading)]
    return [[words(cell) for cell in row] for row in section.xpath(".//tbody/tr")]


# ---- questions


def test_a_question_shows_who_asked_whom_about_what_and_when(address: str) -> None:
    page = read(address, QUESTION)
    assert words(page.find(".//h1")) == "exemples"
    assert facts(page) == {
        "Auteur": "Claude Modèle-Inventé",
        "Groupe au jour de la question": "Rose des vents (exemple inventé)",
        "Groupe indiqué par la source": "Quatre saisons (exemple inventé) autre que celui du jour",
        "Circonscription": "Finistère (1re circonscription)",
        "Mandat": "Claude Modèle-Inventé, Assemblée nationale (15e législature)",
        "Ministère interrogé": "Ministère de l'exemple et de l'invention (exemple inventé)",
        "Ministère attributaire": "Ministère de l’exemple et de l’invention (exemple inventé)",
        "Rubrique et analyses": "enseignement · exemples · inventions",
        "Législature": "15e législature",
        "Réponse due au plus tard le": "15 mars 2019 (deux mois, art. 135 du Règlement)",
    }
    badges = [words(each) for each in page.xpath("//main/p/span[contains(@class, 'badge')]")]
    assert badges == ["répondue", "après 616 jours · hors délai"]
    question, answer = page.xpath("//div[@class='columns']/section")
    assert "15 janvier 2019, JO, Débats AN, Questions, 15 janvier 2019, p. 300" in words(question)
    assert "demande combien d'exemples ont été inventés pour cette page." in words(question)
    assert "22 septembre 2020, JO, Débats AN, Questions, 22 septembre 2020, p. 6450 · réponse seule" in words(answer)
    assert answer.xpath(".//div[contains(@class, 'prose')]")[0].text_content() == (
        "Exemple inventé. Douze exemples ont été inventés.\nLe treizième est à l'étude."
    )


def test_the_same_page_in_english(address: str) -> None:
    page = read(address, QUESTION, "en")
    told = facts(page)
    assert told["Group on the day of the question"] == "Rose des vents (exemple inventé)"
    assert told["Answer due by"] == "15 March 2019 (two months, art. 135 of the Rules)"
    assert words(page.xpath("//p[@class='kicker']")[0]) == "Written question no. 900001 (15th legislature)"
    assert page.xpath("//h1/span/@lang") == ["fr"]  # a title stays in the language it was given in


def test_the_life_of_a_question_is_told_in_order_and_drawn(address: str) -> None:
    page = read(address, QUESTION)
    told = [(each.xpath("string(time/@datetime)"), words(each.find("strong"))) for each in page.xpath("//ol[@class='timeline']/li")]
    assert told == [
        ("2019-01-15", "Publication de la question"),
        ("2019-01-15", "Attribution à un ministère"),
        ("2019-01-29", "Erratum"),
        ("2019-04-16", "Renouvellement de la question"),
        ("2020-01-14", "Renouvellement de la question"),
        ("2020-07-07", "Changement d'attribution"),
        ("2020-09-15", "Signalement"),
        ("2020-09-22", "Publication de la réponse"),
        ("2020-09-22", "Clôture"),
        ("2020-10-06", "Erratum"),
    ]
    text = words(page.xpath("//section[@id='life']")[0])
    for part in ("jour 14", "jour 630", "signalement déposé le 10 septembre 2020", "Clôture : Réponse publiée", "lire : « treize »"):
        assert part in text
    [drawing] = page.xpath("//svg[@class='life']")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label")
    assert len(drawing.findall("circle")) == 8  # days: two of them have two events
    assert [words(each) for each in drawing.xpath("text[@class='tick']")] == ["2020"]


def test_a_question_without_an_answer_says_so_and_why(address: str) -> None:
    withdrawn, pending = read(address, "question/QANR5L15QE900002"), read(address, "question/QANR5L17QE900201")
    assert words(withdrawn.xpath("//main/p/span")[0]) == "retirée"
    assert "Clôture : Retrait à l'initiative de l'auteur" in words(withdrawn)
    assert words(pending.xpath("//main/p/span")[0]) == "en attente de réponse"
    for page in (withdrawn, pending):
        assert "Aucune réponse n’est publiée dans ces données." in words(page)


def test_an_exchange_in_the_sitting_is_shown_whole_and_without_a_delay(address: str) -> None:
    page = read(address, "question/QANR5L15QG900006")
    assert [words(each) for each in page.xpath("//main/p/span")] == ["répondue"]
    question, answer = page.xpath("//div[@class='columns']/section")
    assert "imprimées en un seul échange" in words(question)
    assert "échange entier en séance" in words(answer)
    assert [words(each) for each in answer.iter("strong")] == ["M. le président.", "M. Claude Modèle-Inventé.", "Mme la ministre."]
    assert "Réponse due" not in words(page)


def test_tables_and_lists_stay_tables_and_lists(address: str) -> None:
    page = read(address, "question/QANR5L16QE900102")
    cells = [words(each) for each in page.xpath("//div[@class='prose']//table//tr/*")]
    assert cells == ["année", "exemples", "2021", "12", "2022", "13"]


def test_the_questions_of_a_joint_answer_name_each_other(address: str) -> None:
    first, second = read(address, "question/QANR5L16QE900103"), read(address, "question/QANR5L16QE900104")
    assert first.xpath("//p[@class='notice']/a/@href") == ["/doc/question/QANR5L16QE900104"]
    assert second.xpath("//p[@class='notice']/a/@href") == ["/doc/question/QANR5L16QE900103"]
    group = read(address, THINGS["answer group"])
    [section] = [each for each in group.xpath("//section[h2]") if "réponse commune" in words(each.find("h2"))]
    assert section.xpath(".//h3/a/@href") == ["/doc/question/QANR5L16QE900103", "/doc/question/QANR5L16QE900104"]
    assert "Une seule réponse vaut pour les deux questions." in words(section)


def test_a_question_says_where_it_comes_from_with_the_digest_of_its_file(address: str) -> None:
    page = read(address, "question/QANR5L14QE76935")
    digest = hashlib.sha256((ROOT / "examples/seed/14-76935QE.md").read_bytes()).hexdigest()
    source = spread(page.xpath("//section[@id='source']")[0])
    assert f"Fichier 14-76935QE.md sha256:{digest}" in source
    assert page.xpath("//section[@id='source']//a[@rel='nofollow noopener']/@href") == [
        "https://questions.assemblee-nationale.fr/q14/14-76935QE.htm"
    ]


def test_a_question_can_be_cited_asked_and_read_by_machines(address: str) -> None:
    page = read(address, "question/QANR5L14QE76935")
    cited = page.xpath("//pre[@class='cite']")[0].text_content()
    assert cited == (
        "Question écrite n° 76935 (14e législature), de Frédéric Lefebvre, « politique de l'emploi », JO, Débats AN, "
        "Questions, 31 mars 2015, p. 2455, réponse : JO, Débats AN, Questions, 14 juin 2016, p. 5446. "
        "https://w3id.org/anq/id/question/QANR5L14QE76935"
    )
    bibtex = page.xpath("//details/pre")[0].text_content()
    assert bibtex.startswith("@misc{QANR5L14QE76935,\n  author = {Frédéric Lefebvre},\n  title = {politique de l'emploi},\n  year = {2015},")
    [snippet] = page.xpath("//head/script[@type='application/ld+json']")
    told = json.loads(snippet.text)
    assert (told["@type"], told["name"], told["datePublished"]) == ("Question", "politique de l'emploi", "2015-03-31")
    assert told["acceptedAnswer"]["datePublished"] == "2016-06-14"
    [ask] = page.xpath("//a[@class='button' and starts-with(@href, '/sparql')]/@href")
    query = requests.utils.unquote(ask.partition("query=")[2])
    assert "<https://w3id.org/anq/id/question/QANR5L14QE76935> ?property ?value" in query
    assert page.xpath("//head/link[@rel='alternate' and @type='text/turtle']/@href") == ["/doc/question/QANR5L14QE76935.ttl"]


# ---- other things


def test_a_deputy_shows_mandates_groups_and_questions_by_legislature(address: str) -> None:
    page = read(address, "person/PA9000002")
    assert words(page.find(".//h1")) == "Claude Modèle-Inventé"
    assert table(page, "Mandats")[0] == [
        "21 juin 2017 – 21 juin 2022", "Assemblée nationale (15e législature)", "Finistère (1re circonscription)"
    ]  # fmt: skip
    assert table(page, "Groupes")[0] == ["27 juin 2017 – 11 juin 2019", "Rose des vents (exemple inventé)"]
    mine = [each for each in EVENTS if each["auteur"]["identite"]["acteurRef"] == "PA9000002"]
    counted = Counter((int(each["identifiant"]["legislature"]), each["type"]) for each in mine)
    counted[15, "QE"] += 1  # examples/giant has one more, answered
    kinds = {"QE": "Question écrite", "QG": "Question au Gouvernement", "QOSD": "Question orale sans débat"}
    told = {(row[0], row[1]): int(row[2]) for row in table(page, "Questions par législature") if row[0] != "Total"}
    assert told == {(f"{leg}e législature", kinds[kind]): n for (leg, kind), n in counted.items()}


def test_a_ministry_shows_its_delays_its_questions_and_who_it_was_under(address: str) -> None:
    page = read(address, "organ/PO9000102")
    told = facts(page)
    assert (told["début"], told["fin"]) == ("7 juillet 2020", "16 mai 2022")
    assert told["gouvernement"] == "Gouvernement (exemple inventé) EXEMPLE 2"
    assert "Réponses 1 Une sur deux en 616 jours Neuf sur dix en 616 jours Au-delà de 61 jours 1" in spread(page)
    chips = [words(each) for each in page.xpath("//section[@id='links']//ul[@class='chips']//a")]
    assert chips == ["questions attribuées 5", "questions reçues 3", "attributions datées 5"]


def test_a_portfolio_and_its_ministries_name_each_other(address: str) -> None:
    portfolio = read(address, "code/portfolio/travail")
    rows = table(portfolio, "Ministères successifs")
    assert [row[1] for row in rows] == ["Ministère du travail, de l'emploi, de la formation professionnelle et du dialogue social"]
    assert rows[0][3] == "1"  # asked once: question 14-76935
    [ministry] = portfolio.xpath("//main//table//th/a/@href")
    assert "Travail et emploi" in words(read(address, ministry.removeprefix("/doc/")))


def test_a_page_of_the_journal_shows_what_is_printed_there(address: str) -> None:
    page = read(address, "jo/an-questions/2015-03-31/page/2455")
    assert words(page.find(".//h1")) == "JO, Débats AN, Questions, 31 mars 2015, page 2455"
    assert table(page, "Ce qui y est imprimé") == [
        ["2455", "Question écrite n° 76935 (14e législature)", "politique de l'emploi", "Frédéric Lefebvre"]
    ]
    issue = read(address, "jo/an-questions/2023-03-14")
    assert [row[:2] for row in table(issue, "Ce qui y est imprimé")] == [
        ["2350", f"Réponse à la question écrite n° 90010{n} (16e législature)"] for n in (3, 4)
    ]


def test_a_constituency_shows_its_deputies_through_time(address: str) -> None:
    rows = table(read(address, "circonscription/2010/29-01"), "Députés successifs")
    assert rows[0][:2] == ["21 juin 2017 – 21 juin 2022", "Claude Modèle-Inventé"]


def test_a_rubric_lists_its_questions_the_newest_first(address: str) -> None:
    page = read(address, "code/rubrique/enseignement")
    dates = page.xpath("//section[@id='links']//time/@datetime")
    assert dates == sorted(dates, reverse=True)
    assert "/doc/question/QANR5L17QE900201" in page.xpath("//section[@id='links']//h3/a/@href")


@pytest.mark.parametrize("kind", [kind for kind in THINGS if kind != "answer"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_thing_has_a_page_with_a_name_its_data_and_sound_links(address: str, kind: str, language: str) -> None:
    page = read(address, THINGS[kind], language)
    assert page.get("lang") == language
    heading = words(page.find(".//h1"))
    assert heading
    assert "https://" not in heading
    assert len(page.xpath("//main//a[@type]")) == 4
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in set(page.xpath("//main//a[starts-with(@href, '/doc/')]/@href")[:40]):
        assert requests.head(f"{address}{link}", headers={"Accept": "text/html"}).status_code in (200, 303), link


def test_what_points_at_a_thing_is_counted_and_paged(address: str) -> None:
    page = read(address, "code/question-type/QE")
    [count] = page.xpath("//section[@id='links']//ul/li/a[contains(., 'questions')]/span/text()")
    assert int(count) == len(page.xpath("//ol[@class='results']/li"))
    other = read(address, "legislature/15?by=anq:startDate&page=99999999999")  # no such property, no such page
    assert other.xpath("//section[@id='links']//a[@aria-current]")
