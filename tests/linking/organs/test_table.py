"""The table of weights: whole, in two languages, and each row reached."""

from __future__ import annotations

import re
from pathlib import Path

from anq2rdf.linking import organs
from anq2rdf.linking.organs import reasons, weights


def test_every_row_says_why_in_both_languages() -> None:
    rows = [(kind, *row) for kind, features in weights.table().items() for row in features.items()]
    sentences = [(found.en, found.fr) for *_, findings in rows for found in findings.values()]
    assert len(sentences) > 50
    assert all(en.endswith(".") and fr.endswith(".") and en != fr for en, fr in sentences)


def test_every_finding_of_the_table_stands_in_the_code() -> None:
    code = "".join(path.read_text() for path in Path(organs.__file__).parent.glob("*.py"))
    found = {finding for features in weights.table().values() for rows in features.values() for finding in rows}
    assert not [finding for finding in sorted(found) if not re.search(rf'"{finding}"', code)]


def test_no_single_finding_but_an_identifier_or_a_person_links_anything() -> None:
    limit = weights.bits("any", "limit", "link")
    for kind in ("legislature", "constituency", "group", "ministry"):
        features = weights.table()[kind]
        prior = features["prior"]["pair"].bits
        alone = [row.bits for feature, rows in features.items() if feature != "prior" for row in rows.values()]
        assert max(alone) + prior < limit


def test_probability() -> None:
    assert weights.probability(0) == 0.5
    assert weights.probability(10) == 1024 / 1025
    assert weights.probability(1e9) <= 1
    assert weights.probability(-1e9) >= 0


def test_every_reason_has_its_sentence_and_every_sentence_its_reason() -> None:
    code = (Path(organs.__file__).parent / "deciding.py").read_text()
    given = set(re.findall(r'"(?:linked|review|none)", "([a-z ]+)"', code)) | {"reviewed", "certain", "refused", "no candidate"}
    assert given == set(reasons.table())
    assert all(reasons.reason(key, language).endswith(".") for key in given for language in ("en", "fr"))
    assert reasons.reason("homonyms", "en") == reasons.reason("spans", "de") == ""
