"""How a JSON file of many questions is laid out: the keys that lead to them, lines, what ends it."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError

from anq2rdf.sources.structured.json_values import Unreadable, head_text, scan
from anq2rdf.sources.structured.json_window import JsonWindow

_TWO_LINES = re.compile(r"\ufeff?\s*(\{[^\n]+)\n\{\"")


def path_to_questions(window: JsonWindow) -> tuple[str, ...]:
    """The keys that lead to the questions of a file of many, () where the root is no such file."""
    try:
        return _seek(window, ())
    except Unreadable:      # the head ends before the questions begin, or is no JSON
        return ()


def _seek(window: JsonWindow, path: tuple[str, ...]) -> tuple[str, ...]:
    if window.peek() != "{":
        return ()
    window.skip()
    while window.peek() == '"':
        key = window.key()
        start = window.peek()
        if key == "question" and (start == "[" or (path and start == "{")):
            return (*path, key)
        if start == "{" and not path and key != "question":
            if found := _seek(window, (key,)):
                return found
        else:
            window.value()
        if window.peek() == ",":
            window.skip()
    window.skip()
    return ()


def begins_with_a_damaged_line(head: bytes) -> bool:
    """Whether these are JSON Lines whose first is no JSON: the others are read all the same."""
    lines = _TWO_LINES.match(head_text(head))
    try:
        return lines is not None and not scan(lines[1], 0, len(lines[1]))
    except (JSONDecodeError, RecursionError):
        return True


def descend(window: JsonWindow, path: tuple[str, ...]) -> None:
    for step in path:
        if window.peek() != "{":
            raise window.malformed("an object belongs here")
        window.skip()
        while window.key() != step:
            window.value()
            if window.peek() != ",":
                raise window.malformed("a comma belongs here")
            window.skip()
        window.peek()


def expect_end(window: JsonWindow) -> None:
    if window.peek():
        raise window.malformed("something follows the end")
