"""Every kind of page that one can click to, as each kind of person: it answers, axe is content, the console silent."""

from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import resolve

# Addresses that sign out, hand out a file, or only differ in their question.
LEFT_OUT = (
    *("/account/logout", "/bestanden/", "/bestand/", "/static/", "/prijsblad/", "/pdf/"),
    *(".ics", ".json", ".xlsx", ".csv", ".zip", ".docx"),
)
EXAMPLES = 2
PEOPLE = (
    "verhoeve",
    "meijering",
    "lammers",
    "prins",
    "boersma",
    "deruiter",
    "werkbank",
    "kringstoel",
    "admin",
    "auditor",
)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_that_one_can_click_to_answers_and_is_accessible(visit, person):
    visitor = visit(person)
    known, waiting = {"/"}, ["/"]
    opened: Counter[str] = Counter()

    while waiting:
        path = waiting.pop(0)
        kind = resolve(path).view_name
        if opened[kind] == EXAMPLES:
            continue
        opened[kind] += 1
        # Two examples of a kind of page must answer; axe looks at the first of them.
        visitor.go(path, with_axe=opened[kind] == 1)
        assert visitor.page.locator("option", has_text="-----").count() == 0, path
        for link in links_of(visitor.page):
            if link not in known:
                known.add(link)
                waiting.append(link)

    assert len(visitor.checked) > 3
    assert visitor.page.locator("html").get_attribute("lang") == "nl"


def links_of(page):
    """Paths within Kring that the page links to, without their question and fragment."""
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    host = urlsplit(page.url).netloc
    found = []
    for href in hrefs:
        parts = urlsplit(urldefrag(href)[0])
        if parts.netloc == host and not any(word in parts.path for word in LEFT_OUT):
            found.append(parts.path)
    return list(dict.fromkeys(found))
