"""The pages in a real browser, opened from the disk with the network off. Skipped where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quoth.model.finding import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

Made = tuple[Report, Mapping[str, bytes]]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# A container has no sandbox for root, little shared memory and no graphics card.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
PATIENCE = 30_000  # milliseconds: what takes longer hangs
DESK, PHONE = (1200, 900), (400, 800)
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, timeout=PATIENCE, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module", params=["plain", "hostile"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(request.getfixturevalue(request.param), tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def site(plain: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(plain, tmp_path_factory.mktemp("site"))


def _written(made: Made, folder: Path) -> Path:
    for path, content in made[1].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@contextmanager
def _page(
    browser: Browser, folder: Path, size: tuple[int, int], *, script: bool = True, dark: bool = False, csp: bool = True
) -> Iterator[Page]:
    """A page that has complained of nothing, asked for nothing but files of `folder` and shown no dialogue, when it is
    closed."""
    said: list[str] = []

    def foreign(request: Request) -> None:
        if not request.url.startswith(folder.as_uri()):
            said.append(request.url)

    def dismissed(dialog: Dialog) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        bypass_csp=not csp,
        offline=True,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", dismissed)
    page.on("request", foreign)
    yield page
    context.close()
    assert said == []


def test_nothing_runs_nothing_is_asked_for_and_a_phone_is_wide_enough(either: Path, browser: Browser) -> None:
    with _page(browser, either, PHONE) as page:
        for file in sorted(either.glob("*.html")):
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], file.name
            assert page.evaluate("getComputedStyle(document.body).display") == "block"
            assert page.locator("h1").is_visible()


def test_what_a_manuscript_turns_round_stays_in_its_place(either: Path, browser: Browser) -> None:
    """An override of the writing direction ends with the element it stands in: every heading of ours starts left."""
    with _page(browser, either, DESK) as page:
        page.goto((either / "method.html").as_uri())
        places = page.evaluate(
            "[...document.querySelectorAll('h2, dt')].map((each) => {"
            " const range = document.createRange();"
            " const letter = each.firstChild; range.setStart(letter, 0); range.setEnd(letter, 1);"
            " return range.getBoundingClientRect().left - each.getBoundingClientRect().left; })"
        )
        assert places
        assert max(places) < 1


def test_the_evidence_opens_without_a_script(site: Path, browser: Browser) -> None:
    with _page(browser, site, DESK, script=False) as page:
        page.goto(f"{site.as_uri()}/index.html")
        assert not page.locator("#e2").is_visible()
        page.locator("#s2").click()
        assert page.locator("#e2").is_visible()
        page.locator("#e2 .close").click()
        assert not page.locator("#e2").is_visible()
        assert not page.locator("#search").is_visible()


def test_the_keyboard_goes_through_evidence_and_search(site: Path, browser: Browser) -> None:
    with _page(browser, site, DESK) as page:
        page.goto(f"{site.as_uri()}/index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.locator("#s2").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#e2", state="visible")
        page.keyboard.press("n")
        page.wait_for_selector("#e3", state="visible")
        page.keyboard.press("Escape")
        page.wait_for_selector("#e3", state="hidden")
        assert page.evaluate("document.activeElement.id") == "s3"
        page.keyboard.press("/")
        page.keyboard.type("colleague")
        page.wait_for_selector("#found li")
        assert page.locator("#found li").count() == 1


@pytest.mark.parametrize(
    ("size", "dark", "asked"),
    [(PHONE, False, WCAG), (DESK, True, ("color-contrast", "target-size"))],
    ids=["phone, light", "desk, dark"],
)
def test_axe_finds_nothing(
    size: tuple[int, int], dark: bool, asked: tuple[str, ...], site: Path, browser: Browser
) -> None:
    """WCAG 2.2, levels A and AA, as far as a program can tell; its script comes from outside the policy of the page. In
    the dark only what may differ there is asked."""
    with _page(browser, site, size, dark=dark, csp=False) as page:
        for file in [*(path.name for path in sorted(site.glob("*.html"))), "index.html#e2"]:
            page.goto(f"{site.as_uri()}/{file}")
            found = axe.Axe().run(page, options={"runOnly": asked, "preload": False}).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], file
