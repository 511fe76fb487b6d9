"""Every page that one can click to, as each kind of person: it answers, axe finds nothing, the console is silent."""

from urllib.parse import urldefrag, urlsplit

import pytest

# Addresses that sign out, hand out a file, or only differ in their question.
LEFT_OUT = ("/account/logout", "/bestanden/", ".ics", ".json", "/static/")
MOST_PAGES = 140
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

    while waiting and len(known) <= MOST_PAGES:
        visitor.go(waiting.pop(0))
        for path in links_of(visitor.page):
            if path not in known:
                known.add(path)
                waiting.append(path)

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
