"""The Reconciliation Service API 0.2, served for real; each check names the section of the specification it is from.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from anq2rdf.limits import SERVED
from tests.web.browsing import chromium, watched
from tests.web.conftest import call, served
from tests.web.reconciling import ALONE, HOSTILE, MINT, deputy, make_store
from tests.web.test_hostile import OURS, check_harmless

OPENREFINE = {"Origin": "http://127.0.0.1:3333"}
ALONE_ID = ALONE.partition("/id/")[2]
TEXTS = st.text(max_size=40) | st.sampled_from(["Jean Dupont", "PA101", "69-01", "id/", "'\"{}", "\x00", "١٤", "²", HOSTILE])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the made-up deputies are served."""
    with served(make_store(tmp_path_factory.mktemp("reconcile"))) as told:
        yield f"{told}/reconcile"


def ask(address: str, *queries: dict[str, Any], **headers: str) -> list[list[dict[str, Any]]]:
    """The candidates of each query, sent as one batch, their form checked (§4.2)."""
    batch = {f"q{number}": query for number, query in enumerate(queries)}
    answer = requests.post(address, {"queries": json.dumps(batch)}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == set(batch)
    return [checked(answer.json()[key]) for key in batch]


def checked(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The candidates of a result of the form that §4.2 and its schema ask for."""
    assert set(result) == {"result"}
    for each in result["result"]:
        assert each["id"]
        assert each["name"]
        assert isinstance(each["description"], str)
        assert isinstance(each["match"], bool)
        assert 0 <= each["score"] <= 100
        assert all(kind["id"] and kind["name"] for kind in each["type"])
        names = [feature["id"] for feature in each["features"]]
        assert len(set(names)) == len(names)  # "unique among all the matching features"
        assert all(isinstance(feature["value"], bool | int | float) for feature in each["features"])
    scores = [each["score"] for each in result["result"]]
    assert scores == sorted(scores, reverse=True)  # "SHOULD be sorted by decreasing score"
    found: list[dict[str, Any]] = result["result"]
    return found


def said(**properties: Any) -> list[dict[str, Any]]:
    return [{"pid": name, "v": value} for name, value in properties.items()]


def matched(candidates: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in candidates if each["match"]]


# ---- the manifest


def test_the_manifest_has_what_it_must_and_says_where_everything_is(address: str) -> None:
    """§3.1, §2.5."""
    manifest = requests.get(address).json()
    assert manifest["versions"] == ["0.2"]
    assert manifest["name"]
    assert manifest["identifierSpace"] + "person/PA101" == MINT.person("PA101")
    assert manifest["schemaSpace"] + manifest["defaultTypes"][0]["id"] == "https://w3id.org/anq/ontology#Deputy"
    assert manifest["batchSize"] == SERVED.reconcile_queries
    assert set(manifest["suggest"]) == {"entity", "property", "type"}
    for each in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert requests.get(each["service_url"] + each["service_path"], {"prefix": "x", "type": "Deputy"}).status_code == 200
    for setting in manifest["extend"]["property_settings"]:
        assert setting["type"] == "number"
        assert {"name", "label"} <= set(setting)


def test_the_view_of_an_identifier_is_the_page_of_the_thing(address: str) -> None:
    """§2.1: clients put the identifier, encoded as a URI component, in the place of {{id}}."""
    template = requests.get(address).json()["view"]["url"]
    for identifier in ("person/PA105", ALONE_ID, "circonscription/2010/69-01"):
        page = requests.get(template.replace("{{id}}", quote(identifier, safe="")), headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert f"/id/{identifier}" in page.text


def test_words_are_in_the_readers_language(address: str) -> None:
    names = [
        requests.get(address, headers={"Accept-Language": code}).json()["defaultTypes"][0]["name"] for code in ("fr", "en")
    ]
    assert names == ["Député", "Deputy"]


@pytest.mark.parametrize(
    "path", ["", "?queries=%7B", "?queries=%7B%7D", "/suggest/entity?prefix=a", "/suggest/nothing", "/properties", "/preview?id=x"]
)
def test_other_sites_may_read_every_answer_also_those_that_refuse(address: str, path: str) -> None:
    """§3.3: "All HTTP(S) endpoints exposed by the service MUST enable access by CORS"."""
    assert requests.get(address + path, headers=OPENREFINE).headers["access-control-allow-origin"] == "*"


def test_a_browser_may_ask_before_it_posts(address: str) -> None:
    wish = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = requests.options(address, headers=OPENREFINE | wish)
    assert answer.status_code == 200
    assert "POST" in answer.headers["access-control-allow-methods"]


# ---- candidates


def test_a_name_with_its_seat_is_certain_however_it_is_written(address: str) -> None:
    seat = said(legislature=14, constituency="Rhône (2e circonscription)")
    names = ["Éléonore d'Œuvre-Élysée", "ELEONORE D'OEUVRE ELYSEE", "d'Oeuvre-Elysée Éléonore", "Mme Éléonore d’Œuvre-Élysée"]
    for candidates in ask(address, *({"query": name, "properties": seat} for name in names)):
        assert matched(candidates) == ["person/PA103"]
        assert candidates[0]["id"] == "person/PA103"
        assert candidates[0]["score"] > 99.9


def test_the_seat_may_be_told_in_every_way(address: str) -> None:
    """Labels, codes, numbers, things matched before, one value or a list (§4.1)."""
    ways: list[dict[str, Any]] = [
        {"legislature": "XV", "constituency": "69-01"},
        {"legislature": [15], "constituency": ["Rhône (1re circonscription)"]},
        {"legislature": 15.0, "constituency": "1", "department": "Rhône"},
        {"legislature": {"id": "legislature/15", "name": "15e"}, "constituency": {"id": "circonscription/2010/69-01"}},
        {"legislature": MINT.legislature(15), "constituency": "1re circonscription", "department": 69},
    ]
    for candidates in ask(address, *({"query": "Jean Dupont", "properties": said(**way)} for way in ways)):
        assert matched(candidates) == ["person/PA101"]
        assert candidates[1]["id"] == "person/PA102"


@pytest.mark.parametrize("properties", [{}, {"legislature": 15}, {"group": "Groupe d'essai"}, {"legislature": 15, "group": "GE"}])
def test_homonyms_are_never_certain(address: str, properties: dict[str, Any]) -> None:
    [candidates] = ask(address, {"query": "Jean Dupont", "properties": said(**properties)})
    assert [each["id"] for each in candidates[:2]] == ["person/PA101", "person/PA102"]  # who asks more comes first
    assert candidates[0]["score"] == candidates[1]["score"]
    assert matched(candidates) == []


def test_a_name_alone_leads_to_the_person_and_is_not_certain(address: str) -> None:
    """§4.4: "reconciliation queries where query matches exactly the name … should return at least this entity"."""
    [candidates] = ask(address, {"query": "Sarah El Modele"})
    assert candidates[0]["id"] == "person/PA104"
    assert matched(candidates) == []


def test_a_name_taken_by_marriage_leads_to_the_person_by_the_seat_and_is_not_certain(address: str) -> None:
    [candidates] = ask(address, {"query": "Gwenaëlle Autrement", "properties": said(legislature=14, constituency="29-01")})
    assert candidates[0]["id"] == "person/PA105"
    assert matched(candidates) == []


def test_what_contradicts_a_name_takes_the_certainty_away(address: str) -> None:
    elsewhere = said(legislature=15, constituency="Paris (3e circonscription)")
    [candidates] = ask(address, {"query": "Sarah El Modèle", "properties": elsewhere})
    assert matched(candidates) == []
    score = {each["id"]: each["score"] for each in candidates}
    assert score["person/PA104"] < 50


def test_two_slips_in_a_name_are_no_evidence_but_lead_to_the_person(address: str) -> None:
    [candidates] = ask(address, {"query": "Gwenaele Inventtée"})
    assert "person/PA105" in [each["id"] for each in candidates]
    assert matched(candidates) == []


def test_somebody_known_by_name_only_is_found_within_their_legislature(address: str) -> None:
    asked = {"query": "Inventée Exemple", "properties": said(legislature=8)}
    [candidates] = ask(address, asked)
    assert candidates[0]["id"] == ALONE_ID
    assert "Finistère" in candidates[0]["description"]
    assert "8e législature" in candidates[0]["description"]


@pytest.mark.parametrize("query", ["PA101", "person/PA101", MINT.person("PA101")])
def test_an_identifier_leads_to_its_own(address: str, query: str) -> None:
    """§4.4: "supplying an entity identifier as query should return the corresponding entity … with a high score"."""
    [candidates] = ask(address, {"query": query})
    assert matched(candidates) == ["person/PA101"]
    assert candidates[0]["score"] > 99.9


def test_figures_alone_are_certain_of_nobody(address: str) -> None:
    [candidates] = ask(address, {"query": "101"})
    assert candidates[0]["id"] == "person/PA101"
    assert matched(candidates) == []


def test_an_identifier_beside_a_name_counts_as_evidence(address: str) -> None:
    both, other = ask(
        address,
        {"query": "Jean Dupont", "properties": said(identifier="PA102")},
        {"query": "Sarah El Modèle", "properties": said(identifier="PA102")},
    )
    assert matched(both) == ["person/PA102"]
    assert matched(other) == []


def test_properties_without_a_name_are_a_query(address: str) -> None:
    """§4.1: "At least one of query or properties must be supplied"."""
    [candidates] = ask(address, {"properties": said(legislature=14, constituency="29-01")})
    assert candidates[0]["id"] == "person/PA105"


def test_types_narrow_the_search(address: str) -> None:
    group, listed, objects, unknown, any_type = ask(
        address,
        {"query": "Groupe d'essai", "type": "ParliamentaryGroup"},
        {"query": "Rhône", "type": ["Department", "Ministry"], "type_strict": "any"},
        {"query": "Rhône", "type": [{"id": "Department", "name": "Département"}]},
        {"query": "Jean Dupont", "type": "Senator"},
        {"query": "Finistère"},
    )
    assert {each["type"][0]["id"] for each in group} == {"ParliamentaryGroup"}
    assert [each["id"] for each in listed] == [each["id"] for each in objects] == ["departement/69"]
    assert unknown == []
    assert any_type[0]["id"] == "departement/29"


def test_labels_that_several_have_are_certain_only_with_what_tells_them_apart(address: str) -> None:
    groups, group, ministries, ministry, map_ = ask(
        address,
        {"query": "GE", "type": "ParliamentaryGroup"},
        {"query": "groupe d’Essai", "type": "ParliamentaryGroup", "properties": said(legislature="14e législature")},
        {"query": "Essais", "type": "Ministry"},
        {"query": "ministère des essais", "type": "Ministry", "properties": said(date="1er janvier 2017")},
        {"query": "69-01", "properties": said(legislature=15)},
    )
    assert [each["id"] for each in groups] == ["organ/PO201", "organ/PO202"]
    assert matched(groups) == matched(ministries) == []
    assert matched(group) == ["organ/PO202"]
    assert matched(ministry) == ["organ/PO302"]
    assert matched(map_) == ["circonscription/2010/69-01"]


def test_no_more_candidates_come_than_are_wanted(address: str) -> None:
    one, many = ask(address, {"query": "Jean Dupont", "limit": 1}, {"query": "Jean Dupont", "limit": 10**9})
    assert len(one) == 1
    assert len(many) >= 2


def test_a_batch_may_come_by_get(address: str) -> None:
    """§4.3."""
    answer = requests.get(address, {"queries": '{"x": {"query": "PA101"}}'})
    assert [each["id"] for each in checked(answer.json()["x"])] == ["person/PA101"]
    assert requests.get(address, {"queries": "{}"}).json() == {}


# ---- what is refused


@pytest.mark.parametrize(
    ("batch", "sentence"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ('{"q0": {"query": "x"}} more', "not JSON"),
        ('{"q0": {"query": "\\ud83d"}}', "not JSON"),  # half a character
        ("[]", "not as the specification has it"),
        ('{"q0": "Dupont"}', "not as the specification has it"),
        ('{"q0": {"query": 15}}', "not as the specification has it"),
        ('{"q0": {"query": "x", "properties": [{"v": 1}]}}', "not as the specification has it"),
        ('{"q0": {"limit": 1}}', "neither `query` nor `properties`"),
        ('{"q0": {"query": "x", "limit": 0}}', "not positive"),
        ('{"q0": {"query": "x", "limit": "3"}}', "not as the specification has it"),
        ('{"q0": {"query": "x", "properties": ' + "[" * 5000 + "]" * 5000 + "}}", "not as the specification has it|nested too deep"),
        ('{"q0": {"query": "x", "further": ' + "[" * 5000 + "]" * 5000 + "}}", "nested too deep"),
        (json.dumps({"q0": {"query": "x", "properties": [{"pid": "group", "v": "x"}] * 51}}), "more than 50 properties"),
    ],
)
def test_a_batch_that_is_none_is_refused_with_one_sentence(address: str, batch: str, sentence: str) -> None:
    answer = requests.post(address, {"queries": batch})
    assert answer.status_code == 400
    assert re.search(sentence, answer.text)
    assert len(answer.text) < 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_too_many_queries_are_413(address: str) -> None:
    """§3.1, batchSize: "The service MAY respond to batches larger than this number with a 413"."""
    batch = {f"q{number}": {"query": "x"} for number in range(SERVED.reconcile_queries + 1)}
    assert requests.post(address, {"queries": json.dumps(batch)}).status_code == 413
    del batch["q0"]
    assert len(ask(address, *batch.values())) == SERVED.reconcile_queries


def test_other_requests_that_make_no_sense_are_refused(address: str) -> None:
    too_long = {"queries": json.dumps({"q0": {"query": "x" * SERVED.request_bytes}})}
    assert requests.post(address, too_long).status_code == 413
    assert requests.post(address, "{}", headers={"Content-Type": "application/json"}).status_code == 415
    assert requests.post(address, {"other": "x"}).status_code == 400
    assert requests.post(address, [("queries", "{}"), ("extend", "{}")]).status_code == 400
    assert requests.post(address, b"queries=%FF", headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 400
    assert requests.put(address, "x").status_code == 405
    assert requests.get(f"{address}/suggest/everything", {"prefix": "a"}).status_code == 404
    many = {"ids": ["person/PA101"] * (SERVED.reconcile_ids + 1), "properties": []}
    assert requests.post(address, {"extend": json.dumps(many)}).status_code == 413
    assert requests.post(address, {"extend": '{"ids": []}'}).status_code == 400


def test_a_name_of_any_length_and_kind_is_an_ordinary_name(address: str) -> None:
    long, controls, script, blank = ask(
        address, {"query": "Dupont " * 9_000}, {"query": "\x00\x1b \ufffe Jean\x7fDupont"}, {"query": HOSTILE}, {"query": "  "}
    )
    assert matched(long) == matched(controls) == matched(blank) == []
    assert script[0]["name"] == HOSTILE  # it is a deputy's name here, and JSON holds it as it is


@given(TEXTS, st.lists(st.tuples(st.sampled_from(["legislature", "constituency", "department", "group", "identifier", "date", "x"]), TEXTS | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()), max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_has_an_answer_of_the_right_form(address: str, name: str, properties: list[tuple[str, Any]]) -> None:
    ask(address, {"query": name, "properties": [{"pid": pid, "v": value} for pid, value in properties]})


# ---- suggestions


def suggest(address: str, kind: str, **given: str | int) -> list[dict[str, Any]]:
    """§6.3."""
    answer = requests.get(f"{address}/suggest/{kind}", given)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["result"]
    for each in found:
        assert each["id"]
        assert each["name"]
    return found


def test_entities_are_suggested_by_what_is_typed_so_far(address: str) -> None:
    """§6.2, §6.4."""
    assert [each["id"] for each in suggest(address, "entity", prefix="jean dup")] == ["person/PA101", "person/PA102"]
    assert [each["id"] for each in suggest(address, "entity", prefix="Dupont Jean", cursor=1)] == ["person/PA102"]
    assert [each["id"] for each in suggest(address, "entity", prefix="oeuvre-el")] == ["person/PA103"]
    assert suggest(address, "entity", prefix="PA104")[0]["name"] == "Sarah El Modèle"
    assert suggest(address, "entity", prefix="") == suggest(address, "entity", prefix="zzz") == []
    [one] = suggest(address, "entity", prefix="Sarah El Modèle")
    assert one["notable"] == [{"id": "Deputy", "name": "Député"}]
    assert "Rhône (2e circonscription)" in one["description"]


def test_what_openrefine_adds_to_a_suggest_query_is_understood(address: str) -> None:
    asked = {"type_strict": "any", "spell": "always", "exact": "false", "prefixed": "true"}
    found = suggest(address, "entity", prefix="témoin", type="Deputy", limit=3, **asked)
    assert len(found) == 3
    assert suggest(address, "entity", prefix="essai", type="Ministry") == suggest(address, "entity", prefix="ministère des essais")
    assert len(suggest(address, "entity", prefix="prenom")) == 15


def test_properties_and_types_are_suggested_by_name_and_identifier(address: str) -> None:
    assert [each["id"] for each in suggest(address, "property", prefix="législ")] == ["legislature"]
    assert [each["id"] for each in suggest(address, "property", prefix="wiki", type="Deputy")] == ["wikidata"]
    assert suggest(address, "property", prefix="wiki", type="Ministry") == []
    assert suggest(address, "property", prefix="wiki", type="Q5")  # the type of another service narrows nothing
    assert [each["id"] for each in suggest(address, "type", prefix="group")] == ["ParliamentaryGroup"]
    assert len(suggest(address, "type", prefix="")) == 6


# ---- values


def fetch(address: str, ids: list[str], *properties: dict[str, Any], by: str = "post") -> dict[str, Any]:
    """§7.3, §7.4: what comes has the form of the specification."""
    asked = {"extend": json.dumps({"ids": ids, "properties": list(properties)})}
    answer = requests.post(address, asked) if by == "post" else requests.get(address, asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert [each["id"] for each in told["meta"]] == [each["id"] for each in properties]
    assert all(each["name"] for each in told["meta"])
    assert set(told["rows"]) == set(ids)
    for row in told["rows"].values():
        assert set(row) == {each["id"] for each in properties}
        for cell in (cell for cells in row.values() for cell in cells):
            assert set(cell) in ({"id", "name"}, {"str"}, {"int"}, {"date"})
            assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z", cell.get("date", "2000-01-01T00:00:00Z"))
    return told


def test_values_of_what_is_matched_are_fetched(address: str) -> None:
    names = ("legislature", "constituency", "department", "group", "identifier", "mandate", "questions")
    for by in ("post", "get"):
        told = fetch(address, ["person/PA101", ALONE_ID], *({"id": name} for name in names), by=by)
        assert told["rows"]["person/PA101"] == {
            "legislature": [{"id": "legislature/15", "name": "15e législature"}],
            "constituency": [{"id": "circonscription/2010/69-01", "name": "Rhône (1re circonscription)"}],
            "department": [{"id": "departement/69", "name": "Rhône"}],
            "group": [{"id": "organ/PO201", "name": "Groupe d'essai"}],
            "identifier": [{"str": "PA101"}],
            "mandate": [{"str": "PM101 2017-06-21/.."}],
            "questions": [{"int": 2}],
        }
        assert told["rows"][ALONE_ID]["department"] == [{"id": "departement/29", "name": "Finistère"}]
        assert told["rows"][ALONE_ID]["identifier"] == []


def test_items_of_wikidata_name_the_service_they_are_of(address: str) -> None:
    """§7.4: "the service MUST specify in the meta section the endpoint of another reconciliation service"."""
    told = fetch(address, ["person/PA104", "person/PA101"], {"id": "wikidata"})
    assert told["rows"] == {"person/PA104": {"wikidata": [{"id": "Q104", "name": "Sarah El Modèle"}]}, "person/PA101": {"wikidata": []}}
    assert told["meta"][0]["service"].startswith("https://")


def test_settings_narrow_the_values(address: str) -> None:
    """§7.1."""
    of_15 = {"id": "group", "settings": {"legislature": "15", "limit": 1}}
    told = fetch(address, ["person/PA101", "person/PA105"], of_15)
    assert told["rows"] == {"person/PA101": {"group": [{"id": "organ/PO201", "name": "Groupe d'essai"}]}, "person/PA105": {"group": []}}
    nonsense = {"id": "group", "settings": {"legislature": None, "limit": "-1", "other": [[]]}}
    assert fetch(address, ["person/PA105"], nonsense)["rows"]["person/PA105"]["group"] == [{"id": "organ/PO202", "name": "Groupe d'essai"}]


def test_what_is_not_known_has_no_values(address: str) -> None:
    told = fetch(address, ["person/PA999999", "\x00", "Q5"], {"id": "group"}, {"id": "colour"})
    assert told["rows"] == {key: {"group": [], "colour": []} for key in ("person/PA999999", "\x00", "Q5")}


def test_a_days_values_are_moments(address: str) -> None:
    told = fetch(address, ["organ/PO301"], {"id": "start"}, {"id": "end"})
    assert told["rows"]["organ/PO301"] == {"start": [{"date": "2014-04-02T00:00:00Z"}], "end": [{"date": "2016-12-06T00:00:00Z"}]}


def test_properties_of_a_type_are_proposed(address: str) -> None:
    """§7.2."""
    told = requests.get(f"{address}/properties", {"type": "Deputy", "limit": 2}).json()
    assert (told["type"], told["limit"]) == ("Deputy", 2)
    assert [each["id"] for each in told["properties"]] == ["legislature", "constituency"]
    assert requests.get(f"{address}/properties", {"type": "Q5"}).json() == {"type": "Q5", "properties": []}


# ---- the preview


def test_a_preview_tells_the_essentials_and_links_only_where_it_may(address: str) -> None:
    """§5."""
    page = requests.get(f"{address}/preview", {"id": "person/PA104"})
    assert page.status_code == 200
    check_harmless(page.text, OURS | {"dl", "dt", "dd", "bdi"})
    links = [link.get("href") for link in html.document_fromstring(page.text).iter("a")]
    assert links == ["/doc/person/PA104", "https://www.wikidata.org/wiki/Q104"]
    assert requests.get(f"{address}/preview", {"id": "person/none"}).status_code == 404


def test_a_hostile_name_stays_text_in_a_preview(address: str) -> None:
    page = requests.get(f"{address}/preview", {"id": "person/PA106"})
    check_harmless(page.text, OURS | {"dl", "dt", "dd", "bdi"})
    assert HOSTILE in html.document_fromstring(page.text).text_content()


def test_the_preview_can_be_framed_by_others_and_nothing_else_can(address: str, tmp_path: Path) -> None:
    """OpenRefine shows previews in a frame of a page of its own."""
    template = requests.get(address).json()["preview"]
    inside = template["url"].replace("{{id}}", quote("person/PA106", safe=""))
    frame = f'<iframe name="{{}}" src="{{}}" width="{template["width"]}" height="{template["height"]}"></iframe>'
    home = address.removesuffix("reconcile")
    page = frame.format("preview", inside) + frame.format("page", home + "doc/person/PA106")
    (tmp_path / "index.html").write_text(f'<!DOCTYPE html><title>elsewhere</title><link rel="icon" href="data:,">{page}')
    with elsewhere(tmp_path) as other, chromium() as browser, watched(browser, other) as seen:
        seen.page.goto(f"{other}/index.html")
        preview, page_ = seen.page.frame("preview"), seen.page.frame("page")
        assert preview is not None
        assert page_ is not None
        preview.locator("h1").wait_for()
        assert preview.locator("h1").inner_text() == HOSTILE
        assert preview.locator("h1").evaluate("element => getComputedStyle(element).fontSize") == "20px"  # it has its style
        width = preview.evaluate("document.documentElement.scrollWidth")
        assert width <= template["width"]
        assert page_.url.startswith("chrome-error:")
        assert [each for each in seen.errors if "frame-ancestors" not in each] == []
        assert seen.dialogs == []


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


class elsewhere:  # noqa: N801
    """A folder served under another origin; a context manager that gives its address."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


# ---- the store changes


def test_a_store_loaded_anew_is_reconciled_with_as_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    store = make_store(tmp_path)
    with served(store) as told:
        address = f"{told}/reconcile"
        assert ask(address, {"query": "Later Arrivée"}) == [[]]
        more = make_store(tmp_path / "more", *deputy("PA777", "Later Arrivée", 15, "75", 16, "PO201", 0)).parent / "made.nq"
        call("load", more, "--to", store, "-q")
        assert [each["id"] for each in ask(address, {"query": "Later Arrivée"})[0]] == ["person/PA777"]


def test_a_store_without_deputies_has_no_candidates(tmp_path: Path) -> None:
    (tmp_path / "made.nt").write_text('<https://w3id.org/anq/id/question/x> <http://purl.org/dc/terms/title> "x" .\n')
    call("load", tmp_path / "made.nt", "--to", tmp_path / "store", "-q")
    with served(tmp_path / "store") as told:
        assert ask(f"{told}/reconcile", {"query": "Jean Dupont"}) == [[]]
        assert suggest(f"{told}/reconcile", "entity", prefix="j") == []


def test_a_store_whose_every_value_is_hostile_is_one_to_reconcile_with(hostile_address: str) -> None:
    """Numbers and days that are none say nothing; names stay text."""
    address = f"{hostile_address}/reconcile"
    everybody, deputies = ask(address, {"query": "script alert"}, {"query": "script alert", "type": "Deputy"})
    assert everybody
    assert deputies
    told = fetch(address, [each["id"] for each in everybody], {"id": "legislature"}, {"id": "group"}, {"id": "wikidata"}, {"id": "start"})
    assert told["rows"]
    for each in everybody:
        page = requests.get(f"{address}/preview", {"id": each["id"]})
        check_harmless(page.text, OURS | {"dl", "dt", "dd", "bdi"})
