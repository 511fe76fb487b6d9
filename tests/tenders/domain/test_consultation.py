"""What may be printed of a market consultation."""

from hypothesis import given
from hypothesis import strategies as st

from tenders.domain.consultation import in_no_order, names_in, without_names

PARTIES = ["Werkbank", "Herstelatelier De Werkbank", "Bureauland Direct"]


def test_a_name_is_found_whatever_the_case_and_the_spaces():
    assert names_in("wij van BUREAULAND  direct denken", PARTIES) == ["Bureauland Direct"]


def test_a_name_inside_another_word_is_no_name():
    assert names_in("op de werkbankhoogte", PARTIES) == []


def test_names_are_left_out_the_longest_first():
    text = without_names("Herstelatelier De Werkbank kan dit, Werkbank ook.", PARTIES, substitute="[partij]")

    assert text == "[partij] kan dit, [partij] ook."


def test_a_substitute_is_taken_as_it_is():
    assert without_names("Werkbank", ["Werkbank"], substitute=r"\1") == r"\1"


@given(st.permutations(["ja", "nee", "soms", "alleen bij stoelen"]))
def test_the_order_of_answers_does_not_depend_on_the_order_of_firms(texts):
    assert in_no_order(texts, salt="3") == in_no_order(sorted(texts), salt="3")


def test_the_order_differs_between_questions():
    texts = [f"antwoord {number}" for number in range(8)]

    assert in_no_order(texts, salt="1") != in_no_order(texts, salt="2")
