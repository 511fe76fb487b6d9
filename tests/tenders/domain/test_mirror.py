"""The mirror counts what requirements do and points at what cannot be measured."""

import pytest

from tenders.domain.mirror import Line, Remark, mirror
from tenders.domain.vocabulary import Formulation


def line(text="De kast moet 120 kg dragen.", **fields):
    values = {
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


def test_a_measurable_requirement_with_reason_and_proof_gets_no_remark():
    found = mirror([line()], general_equivalence=False)

    assert (found.functional, found.technical, found.process, found.total, found.with_ambition) == (1, 0, 0, 1, 1)
    assert list(found.remarks) == []


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"text": "Lever zo circulair mogelijk."}, Remark("E1", "vague", "zo circulair mogelijk")),
        ({"text": "Hergebruik waar mogelijk."}, Remark("E1", "vague", "waar mogelijk")),
        ({"text": "Volgens NEN 1812 getest."}, Remark("E1", "norm_without_equivalent", "NEN")),
        ({"norm": "FSC"}, Remark("E1", "norm_without_equivalent", "FSC")),
        ({"purpose": " "}, Remark("E1", "no_purpose")),
        ({"verification": ""}, Remark("E1", "no_verification")),
    ],
)
def test_what_lacks_is_named(fields, remark):
    assert list(mirror([line(**fields)], general_equivalence=False).remarks) == [remark]


def test_one_clause_for_all_norms_is_enough():
    assert list(mirror([line(norm="FSC")], general_equivalence=True).remarks) == []
    assert list(mirror([line(norm="FSC", has_equivalent=True)], general_equivalence=False).remarks) == []
