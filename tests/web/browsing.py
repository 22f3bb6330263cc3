"""Debian's Chromium, driven; what pages do in it beyond showing themselves is taken down."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = Path(__file__).parents[1] / "judges/node/node_modules/axe-core/axe.min.js"
WIDE, PHONE = (1280, 800), (390, 844)
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars",
)  # fmt: skip


@dataclass
class Watched:
    """A page, and what must not happen in it."""

    page: Page
    foreign: list[str] = field(default_factory=list)  # requests to anywhere but the site
    errors: list[str] = field(default_factory=list)  # scripts' errors, and what the policy had to forbid
    dialogs: list[str] = field(default_factory=list)

    @property
    def calm(self) -> bool:
        """Nothing of it happened."""
        return not (self.foreign or self.errors or self.dialogs)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; a test that needs it skips, saying so, where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, address: str, size: tuple[int, int] = WIDE, scheme: Any = "light", **more: Any) -> Iterator[Watched]:
    """A fresh page of a person who reads French, in a window of that size, that prefers that colour scheme."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="fr-FR", service_workers="block", **more
    )
    try:
        yield _watch(context, address)
    finally:
        context.close()


def _watch(context: BrowserContext, address: str) -> Watched:
    context.set_default_timeout(15_000)
    seen = Watched(context.new_page())

    def note(request: Any) -> None:
        if not request.url.startswith((address + "/", "data:", "blob:")):
            seen.foreign.append(request.url)

    context.on("request", note)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    seen.page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    return seen


def barriers(page: Page) -> list[str]:
    """What axe finds serious or critical in the page as it stands; `AXE` must be an init script of its context."""
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
