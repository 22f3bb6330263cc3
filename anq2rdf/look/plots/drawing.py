"""An SVG drawing as a tree of elements; every text in it is escaped when it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from anq2rdf.look.clean import clean

WIDTH: Final = 760


class Drawing:
    """A drawing of a fixed width, in the units of its own coordinates (pixels of a wide window)."""

    def __init__(self, name: str, title: str, description: str, height: float) -> None:
        """`name` makes its identifiers unique on the page."""
        self.height = height
        self._root = ET.Element(
            "svg",
            {
                "viewBox": f"0 0 {WIDTH} {short(height)}",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
            },
        )
        ET.SubElement(self._root, "title", {"id": f"{name}-title"}).text = clean(title)
        ET.SubElement(self._root, "desc", {"id": f"{name}-desc"}).text = clean(description)

    def text(self, x: float, y: float, text: str, look: str = "", *, anchor: str = "start", full: str = "") -> None:
        """A line of text, its base line at `y`; `full` is told on pointing where the text was shortened."""
        element = self._add("text", look, x=x, y=y)
        element.set("text-anchor", anchor)
        element.text = clean(text)
        _title(element, full)

    def rect(self, x: float, y: float, width: float, height: float, *, look: str, full: str = "") -> None:
        """A filled rectangle."""
        _title(self._add("rect", look, x=x, y=y, width=max(width, 0), height=max(height, 0)), full)

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """A straight line."""
        self._add("line", look, x1=x1, y1=y1, x2=x2, y2=y2)

    def circle(self, x: float, y: float, radius: float, look: str, full: str = "") -> None:
        """A filled disc."""
        _title(self._add("circle", look, cx=x, cy=y, r=radius), full)

    def path(self, steps: Iterable[str | float], look: str, full: str = "") -> None:
        """A path: letters of commands and coordinates."""
        element = self._add("path", look)
        element.set("d", " ".join(step if isinstance(step, str) else short(step) for step in steps))
        _title(element, full)

    def finish(self) -> str:
        """The drawing as it stands in a page."""
        return ET.tostring(self._root, encoding="unicode")

    def _add(self, kind: str, look: str, **places: float) -> ET.Element:
        element = ET.SubElement(self._root, kind, {"class": look} if look else {})
        for name, place in places.items():
            element.set(name, short(place))
        return element


def _title(element: ET.Element, full: str) -> None:
    if full:
        ET.SubElement(element, "title").text = clean(full)


def short(number: float) -> str:
    """A coordinate with one decimal at most: 12, 12.5."""
    return f"{number:.1f}".removesuffix(".0")
