"""The mirror counts what requirements do and points at what cannot be measured or shuts others out."""

import pytest

from tenders.domain.mirror import MANY_HARD, Line, mirror
from tenders.domain.vocabulary import Formulation, RequirementKind


def line(text="De kast moet 120 kg dragen.", **fields):
    values = {
        "key": "7",
        "code": "E1",
        "text": text,
        "formulation": Formulation.FUNCTIONAL,
        "purpose": "Veilig gebruik.",
        "verification": "Belastingproef.",
        "has_ambition": True,
        "norm": "",
        "has_equivalent": False,
    }
    return Line(**(values | fields))


def said(*lines, general_equivalence=False):
    found = mirror(lines, general_equivalence=general_equivalence)
    return [(one.kind, one.field, one.words) for one in found.remarks]


def test_a_measurable_requirement_with_reason_and_proof_gets_no_remark():
    found = mirror([line()], general_equivalence=False)

    assert (found.functional, found.technical, found.process, found.total, found.with_ambition) == (1, 0, 0, 1, 1)
    assert list(found.remarks) == []


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"text": "Lever zo circulair mogelijk."}, ("vague", "text", "zo circulair mogelijk")),
        ({"text": "Volgens NEN 1812 getest."}, ("norm_without_equivalent", "text", "NEN 1812")),
        ({"text": "Van het merk Panda."}, ("brand", "text", "merk Panda")),
        ({"norm": "FSC"}, ("norm_field", "norm", "FSC")),
        ({"purpose": " "}, ("no_purpose", "purpose", "")),
        ({"verification": ""}, ("no_verification", "verification", "")),
        (
            {"text": "Ervaring met dezelfde opdracht.", "kind": RequirementKind.SUITABILITY},
            ("same_kind", "text", "dezelfde"),
        ),
    ],
)
def test_what_lacks_is_named_with_its_place(fields, remark):
    assert said(line(**fields)) == [remark]


def test_a_remark_holds_its_sentence_and_the_whole_text_as_it_could_be():
    text = "Eerst dit. Lever zo circulair mogelijk en snel. Dan dat."

    (remark, _other) = mirror([line(text, figure="80 % massa")], general_equivalence=False).remarks

    assert (remark.before, remark.words, remark.after) == ("Lever ", "zo circulair mogelijk", " en snel")
    assert remark.proposal == "Eerst dit. Lever ten minste 80 % massa en snel. Dan dat."


def test_one_clause_for_all_norms_covers_them_and_not_a_make():
    covered = mirror([line("Volgens NEN 1812."), line("Van het merk Panda.")], general_equivalence=True).remarks

    assert [(one.kind, one.is_covered) for one in covered] == [("norm_without_equivalent", True), ("brand", False)]


def test_a_norm_that_says_so_itself_gets_no_remark():
    assert said(line("Volgens NEN 1812 of gelijkwaardig.", norm="NEN 1812", has_equivalent=True)) == []


def test_shares_are_counted_by_kind_and_in_all():
    technical = {"formulation": Formulation.TECHNICAL}
    rows = [line(), line(**technical), line(kind=RequirementKind.EXECUTION, **technical)]

    found = mirror(rows, general_equivalence=False)

    assert found.share(Formulation.TECHNICAL) == 66
    assert found.by_kind[RequirementKind.EXECUTION][Formulation.TECHNICAL] == 1
    assert list(found.by_kind) == [RequirementKind.MINIMUM, RequirementKind.EXECUTION]
    assert mirror([], general_equivalence=False).share(Formulation.TECHNICAL) == 0


def test_many_hard_requirements_are_counted_and_warned_about():
    rows = [line()] * MANY_HARD
    execution = line(kind=RequirementKind.EXECUTION)

    assert mirror([*rows, execution], general_equivalence=False).many_hard is False
    assert mirror([*rows, line()], general_equivalence=False).many_hard is True


def test_what_is_not_divided_yet_is_counted():
    assert mirror([line(), line(has_part=False)], general_equivalence=False).without_part == 1
