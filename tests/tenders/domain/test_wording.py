"""Words that cannot be measured or shut solutions out are found in their place, with a text that could stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.domain.wording import GAP, Wording, read, sentence_around

GAP_FIGURE = f"{GAP}getal en eenheid]"


def found(text, **how):
    return [(one.kind, one.words) for one in read(text, **how)]


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("Lever zo circulair mogelijk.", "zo circulair mogelijk", f"Lever ten minste {GAP_FIGURE}."),
        (
            "Hergebruik waar mogelijk.",
            "waar mogelijk",
            f"Hergebruik in ten minste {GAP}percentage] van de gevallen.",
        ),
        ("De levering is tijdig.", "tijdig", f"De levering is binnen {GAP}aantal werkdagen]."),
        ("In principe herstelt u zelf.", "In principe", "Herstelt u zelf."),
        ("Er is voldoende voorraad.", "voldoende", f"Er is ten minste {GAP_FIGURE} voorraad."),
    ],
)
def test_a_vague_word_is_found_with_a_measurable_text(text, words, proposal):
    (one,) = read(text)

    assert (one.kind, one.words, one.proposal) == (Wording.VAGUE, words, proposal)
    assert text[one.start : one.end] == words


def test_the_figure_of_the_ambition_fills_the_gap():
    (one,) = read("Zo veel mogelijk hergebruikt materiaal.", figure="80 % massa")

    assert one.proposal == "Ten minste 80 % massa hergebruikt materiaal."


def test_a_word_is_not_vague_in_a_sentence_with_a_figure_unless_it_never_says_anything():
    assert found("Er is voldoende voorraad: 40 stoelen.") == []
    assert found("Er zijn zo veel mogelijk stoelen: 40.") == [(Wording.VAGUE, "zo veel mogelijk")]


@pytest.mark.parametrize(
    ("text", "kind", "words", "proposal"),
    [
        ("Getest volgens NEN 1812.", Wording.NORM, "NEN 1812", "Getest volgens NEN 1812 of gelijkwaardig."),
        (
            "Volgens NEN-EN-ISO 14001:2015 beheerd.",
            Wording.NORM,
            "NEN-EN-ISO 14001:2015",
            "Volgens NEN-EN-ISO 14001:2015 of gelijkwaardig beheerd.",
        ),
        ("Hout met FSC.", Wording.LABEL, "FSC", "Hout met FSC of gelijkwaardig."),
        (
            "Een laptop van het merk Panda X3.",
            Wording.BRAND,
            "merk Panda X3",
            "Een laptop van het merk Panda X3 of gelijkwaardig.",
        ),
        ("Tegels van Interface.", Wording.BRAND, "Interface", "Tegels van Interface of gelijkwaardig."),
        (
            "Het blad moet van eiken zijn.",
            Wording.MATERIAL,
            "eiken",
            "Het blad moet van eiken of gelijkwaardig zijn.",
        ),
    ],
)
def test_what_shuts_others_out_gets_an_equivalent_in_its_own_sentence(text, kind, words, proposal):
    (one,) = read(text)

    assert (one.kind, one.words, one.proposal) == (kind, words, proposal)
    assert found(one.proposal) == []


def test_an_equivalent_in_another_sentence_does_not_count():
    text = "Volgens NEN 1812. Voor de stof geldt iets gelijkwaardigs."

    assert found(text) == [(Wording.NORM, "NEN 1812")]


def test_a_material_is_only_named_is_not_prescribed():
    assert found("Staal moet herbruikbaar zijn. Wij hebben veel beton.") == []


def test_a_closed_measure_is_found_only_where_nobody_says_what_it_is_for():
    text = "Het blad is 18 mm dik."

    assert found(text) == []
    (one,) = read(text, has_purpose=False)
    assert (one.kind, one.words) == (Wording.CLOSED_SIZE, "18 mm")
    assert one.proposal == "Het blad is 18 mm dik; een andere maat die hetzelfde doel bereikt mag ook."
    assert found(one.proposal, has_purpose=False) == []


@pytest.mark.parametrize("text", ["Ten minste 18 mm dik.", "Tussen 70 cm en 75 cm hoog.", "18 mm of meer."])
def test_a_measure_with_room_is_not_closed(text):
    assert found(text, has_purpose=False) == []


def test_experience_is_not_asked_of_the_same_contract():
    assert found("Ervaring met dezelfde opdracht.") == []
    (one,) = read("Ervaring met dezelfde opdracht.", is_suitability=True)
    assert one.proposal == "Ervaring met een op onderdelen vergelijkbare opdracht."


def test_a_gap_that_was_left_open_is_found_and_nothing_in_it():
    assert found(f"Lever ten minste {GAP}voldoende getal].") == [(Wording.GAP, f"{GAP}voldoende getal]")]


def test_words_in_one_another_are_told_once():
    assert found("Een kast van het merk Herman Miller.") == [(Wording.BRAND, "merk Herman Miller")]


def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation():
    text = "Volgens art. 2.76 mag het. Daarna niet meer. Einde"

    assert text[slice(*sentence_around(text, 3))] == "Volgens art. 2.76 mag het"
    assert text[slice(*sentence_around(text, 30))].strip() == "Daarna niet meer"
    assert text[slice(*sentence_around(text, len(text) - 1))].strip() == "Einde"


@given(st.text(max_size=200))
def test_every_finding_stands_where_it_says_whatever_is_typed(text):
    for one in read(text, has_purpose=False, is_suitability=True):
        assert text[one.start : one.end] == one.words
