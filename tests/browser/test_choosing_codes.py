"""Choosing a CPV code: with the keyboard in the list that appears, and in a browser without JavaScript."""

import re

from playwright.sync_api import expect

PRACTICE = "Oefen: bureaustoelen voor het wijkcentrum"


def test_a_code_is_found_by_a_word_and_taken_with_the_keyboard(visit):
    buyer = visit("verhoeve")
    buyer.go(f"{practice(buyer)}procedure/")
    field, box = buyer.page.locator("#id_cpv_codes"), buyer.page.locator("#id_cpv_codes-zoek")
    before = field.input_value()

    box.press_sequentially("draaistoel")
    expect(buyer.page.locator("#id_cpv_codes-lijst [role=option]").first).to_contain_text("Draaistoelen")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "id_cpv_codes-lijst-0")
    buyer.check()
    box.press("Enter")

    expect(field).to_have_value(f"{before}, 39111100-4")
    expect(box).to_have_value("")
    chosen = buyer.page.locator(".codes__chosen li", has_text="Draaistoelen")
    chosen.get_by_role("button", name="Maak hoofdcode: 39111100-4").click()
    expect(field).to_have_value(f"39111100-4, {before}")
    buyer.page.locator(".codes__chosen li", has_text="Draaistoelen").get_by_role("button", name="Weghalen").click()
    expect(field).to_have_value(before)


def test_escape_closes_the_list_and_leaves_the_codes(visit):
    buyer = visit("verhoeve")
    buyer.go(f"{practice(buyer)}procedure/", with_axe=False)
    field, box = buyer.page.locator("#id_nuts_codes"), buyer.page.locator("#id_nuts_codes-zoek")
    before = field.input_value()

    box.press_sequentially("twente")
    expect(buyer.page.locator("#id_nuts_codes-lijst")).to_be_visible()
    box.press("Escape")

    expect(buyer.page.locator("#id_nuts_codes-lijst")).to_be_hidden()
    expect(field).to_have_value(before)


def test_without_javascript_a_word_is_looked_up_on_saving(visit):
    buyer = visit("verhoeve", java_script=False)
    address = practice(buyer)
    buyer.go(f"{address}procedure/", with_axe=False)
    buyer.page.locator("#id_cpv_codes").fill("39130000-2, draaistoel")
    buyer.page.get_by_role("button", name="Opslaan", exact=True).first.click()

    buyer.sees("Niet in de CPV-lijst: draaistoel")
    buyer.page.locator("input[value='39111100-4']").check()
    buyer.page.get_by_role("button", name="Opslaan", exact=True).first.click()

    expect(buyer.page.locator("#id_cpv_codes")).to_have_value("39130000-2, 39111100-4")


def practice(buyer):
    """The address of a practice tender that is still a draft."""
    buyer.go("/aanbestedingen/?alles=1", with_axe=False)
    link = buyer.page.get_by_role("link", name=re.compile(PRACTICE)).first
    return str(link.get_attribute("href"))
