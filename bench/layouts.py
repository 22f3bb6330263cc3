"""An invented question in the official layouts: JSON and XML, one a file (XVI) and in one giant file (as in XIV)."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://schemas.assemblee-nationale.fr/referentiel"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def json_file(record: dict[str, Any]) -> bytes:
    """One question as a file."""
    return json.dumps({"question": record}).encode()


def xml_file(record: dict[str, Any]) -> bytes:
    """One question as a file, in the official namespace."""
    attributes = f' xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}"'
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{_element('question', record, attributes)}\n".encode()


class Frame(NamedTuple):
    """What stands before, between and after the questions of a giant file."""

    head: bytes
    joint: bytes
    foot: bytes


JSON = Frame(b'{"questionsEcrites": {"question": [', b", ", b"]}}")
XML = Frame(
    f"<?xml version='1.0' encoding='UTF-8'?>\n<questionsEcrites xmlns:xsi=\"{INSTANCE}\">\n".encode(),
    b"\n",
    b"\n</questionsEcrites>\n",
)


def json_item(record: dict[str, Any]) -> bytes:
    """One question of the giant JSON."""
    return json.dumps(_as_in_xiv(record)).encode()


def xml_item(record: dict[str, Any]) -> bytes:
    """One question of the giant XML, which has no namespace."""
    return _element("question", _as_in_xiv(record), "").encode()


def _as_in_xiv(record: dict[str, Any]) -> dict[str, Any]:
    subject = dict(record["indexationAN"])
    subject["ANALYSE"] = {"ANA": subject.pop("analyses")["analyse"]}
    kept = {key: value for key, value in record.items() if not key.startswith("@xmlns")}
    return kept | {"indexationAN": subject}


def _element(name: str, value: Any, attributes: str = "") -> str:
    if isinstance(value, list):
        return "".join(_element(name, each) for each in value)
    if value is None:
        return f'<{name} xsi:nil="true"/>'
    if not isinstance(value, dict):
        return f"<{name}>{escape(str(value))}</{name}>"
    if "@xsi:type" in value:
        attributes += f" xsi:type={quoteattr(value['@xsi:type'])}"
    inner = "".join(_element(key, each) for key, each in value.items() if not key.startswith("@"))
    return f"<{name}{attributes}>{inner}</{name}>"
