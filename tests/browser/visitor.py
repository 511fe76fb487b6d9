"""A person at a browser: signs in on the demo page, clicks what stands on the page, and every page is checked."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = "lindermeer-2030"


# A link to another page, or a button that sends a form; not a form that only replaces a part of the page.
LEADS_ON = """target =>
    target.matches("a[href]:not([href^='#']):not([target])") ||
    (target.type === "submit" && target.form !== null && !target.form.matches("[hx-post]") &&
        !target.closest("confirm-action, dialog"))"""
# What axe has looked at already: kind of page and number of elements.
SEEN: set[tuple[str, int]] = set()


class Visitor:
    """One person with one browser. checked: the pages that axe has looked at."""

    def __init__(self, page: Page, *, with_axe: bool = True) -> None:
        self.page = page
        self.with_axe = with_axe
        self.checked: list[str] = []
        page.set_default_timeout(30_000)

    def sign_in(self, person: str) -> None:
        """Choose ``person`` on the page of the demo cast."""
        self.go("/demo/")
        self.page.locator(f"button[name=person][value={person}]").click()
        expect(self.page.locator("h1")).not_to_have_text("Kies wie u bent")

    def go(self, path: str, *, with_axe: bool = True) -> None:
        """Open an address; the page must be there and pass axe."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"
        if with_axe:
            self.check()

    def click(self, name: str, *, role: Any = None, within: Locator | None = None, exact: bool = True) -> None:
        """Click the link or button with this name; a page that comes is checked."""
        root = within or self.page.locator("body")
        for kind in [role] if role else ["button", "link"]:
            found = root.get_by_role(kind, name=name, exact=exact)
            if found.count():
                self.press(found.first)
                self.check()
                return
        raise AssertionError(f"no link or button {name!r} on {self.page.url}: {self.names()}")

    def press(self, target: Locator) -> None:
        """Click ``target``; when that leads to another page, wait until it is there."""
        if target.evaluate(LEADS_ON):
            with self.page.expect_navigation():
                target.click()
        else:
            target.click()

    def fill(self, label: str, value: str, *, within: Locator | None = None) -> None:
        """Type in the field with this label."""
        (within or self.page.locator("main")).get_by_label(named(label)).first.fill(value)

    def choose(self, label: str, value: str, *, within: Locator | None = None) -> None:
        """Choose an option by its words: in the list with this label, or among its buttons."""
        root = within or self.page.locator("main")
        listed = root.get_by_role("combobox", name=named(label))
        if listed.count():
            listed.first.select_option(label=value)
        else:
            root.get_by_role("group", name=named(label)).first.get_by_label(value, exact=True).check()

    def tick(self, label: str) -> None:
        """Tick the box with this label."""
        self.page.get_by_label(named(label)).first.check()

    def sign(self, button: str) -> None:
        """Give the password of the demo and press the button."""
        self.page.locator("input[type=password]").first.fill(PASSWORD)
        self.click(button, role="button")

    def sees(self, text: str) -> None:
        """The words stand on the page, where one can see them."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def heading(self, text: str) -> None:
        """The page has this title."""
        expect(self.page.locator("h1")).to_contain_text(text)

    def names(self) -> list[str]:
        """The names of the links and buttons of the page, for the message of a failing test."""
        return [text.strip() for text in self.page.locator("main a, main button").all_inner_texts()][:60]

    def make_pdf(self, title: str) -> bytes:
        """Ask for this document as PDF where it stands, and open it when the button has become a link."""
        self.click(f"PDF maken van {title}")
        expect(self.page.get_by_role("link", name=re.compile("^PDF van .* downloaden$")).first).to_be_visible()
        return self.document("PDF")

    def document(self, name: str) -> bytes:
        """The content of the PDF behind the link whose words hold ``name``."""
        link = self.page.locator("main a[href*='/bestanden/']", has_text=name).first
        answer = self.page.request.get(str(link.get_attribute("href")))
        content = answer.body()
        assert answer.ok
        assert content.startswith(b"%PDF-")
        return content

    def check(self) -> None:
        """Let axe look at the page (WCAG 2.2 AA): no violations. The same page with other words is looked at once."""
        kind = re.sub(r"\d+", "N", urlsplit(self.page.url).path)
        seen = (kind, self.page.locator("body *").count())
        self.checked.append(self.page.url)
        if seen in SEEN or not self.with_axe:
            return
        SEEN.add(seen)
        self.page.evaluate(AXE)
        options = {"preload": False, "runOnly": {"type": "tag", "values": TAGS}}
        result = self.page.evaluate("options => axe.run(document, options)", options)
        found = [
            f"{item['id']} ({item['help']}): {[node['html'][:160] for node in item['nodes'][:3]]}"
            for item in result["violations"]
        ]
        assert found == [], f"{self.page.url}: {found}"


def named(label: str) -> re.Pattern[str]:
    """Return what finds a label by its words, with or without the mark of a field that must be filled."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\*\s*)?(verplicht)?\s*$")
