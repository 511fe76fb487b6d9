"""The table of procedures: complete, with its law, and in step with the table of terms."""

from datetime import date

import pytest

from procurement.core.domain.rule_table import Certainty, Scope
from procurement.core.domain.term_table import TermProcedure
from tenders.domain.procedures import (
    LEVELS,
    PROCEDURES,
    Rounds,
    announces,
    article_of,
    has_two_rounds,
    procedure_row,
    scope_of,
    terms_of,
)
from tenders.domain.vocabulary import ContractKind, Procedure

ON = date(2026, 11, 23)


def test_every_procedure_stands_in_the_table_once_with_its_article():
    assert [row.procedure for row in PROCEDURES] == list(Procedure)
    assert [row.procedure for row in PROCEDURES if not row.article] == []


def test_every_procedure_has_terms_of_its_own():
    assert {terms_of(procedure) for procedure in Procedure} == set(TermProcedure) - {TermProcedure.CONTRACT}


def test_before_the_present_law_there_is_no_row():
    with pytest.raises(LookupError):
        procedure_row(Procedure.OPEN, on=date(2016, 6, 30))


@pytest.mark.parametrize(
    ("procedure", "kind", "scope"),
    [
        (Procedure.RESTRICTED, ContractKind.SERVICES, Scope.EU_OTHER),
        (Procedure.NATIONAL_RESTRICTED, ContractKind.WORKS, Scope.NATIONAL_WORKS),
        (Procedure.SINGLE_QUOTE, ContractKind.SUPPLIES, Scope.QUOTE_OTHER),
        (Procedure.FRAMEWORK_CALL_OFF, ContractKind.SUPPLIES, Scope.QUOTE_OTHER),
        (Procedure.SBIR, ContractKind.SERVICES, Scope.NATIONAL_OTHER),
        (None, ContractKind.WORKS, Scope.EU_WORKS),
    ],
)
def test_the_level_of_a_procedure_decides_which_rules_bind(procedure, kind, scope):
    assert scope_of(procedure, kind) == scope


def test_every_procedure_has_a_level():
    assert set(LEVELS) == {*Procedure, None}


def test_what_announces_and_what_selects_are_told_apart():
    invited = {procedure for procedure in Procedure if not announces(procedure)}
    two_rounds = {procedure for procedure in Procedure if has_two_rounds(procedure)}
    selecting = {row.procedure for row in PROCEDURES if row.selects}

    assert invited == {
        Procedure.NEGOTIATED_WITHOUT_NOTICE,
        Procedure.FRAMEWORK_CALL_OFF,
        Procedure.QUOTE,
        Procedure.SINGLE_QUOTE,
    }
    assert two_rounds - selecting == {Procedure.DYNAMIC_PURCHASING}
    assert all(row.rounds is Rounds.TWO for row in PROCEDURES if row.least)


def test_only_dialogue_and_partnership_leave_no_choice_of_award_criterion():
    assert {row.procedure for row in PROCEDURES if row.quality_only} == {
        Procedure.COMPETITIVE_DIALOGUE,
        Procedure.INNOVATION_PARTNERSHIP,
    }


def test_works_below_the_threshold_name_the_works_regulation_too():
    row = procedure_row(Procedure.QUOTE, on=ON)

    assert article_of(row, ContractKind.WORKS) == "Aw 2012 art. 1.14-1.16; ARW 2016 hoofdstuk 7"
    assert article_of(row, ContractKind.SERVICES) == "Aw 2012 art. 1.14-1.16"


def test_what_was_only_remembered_says_so():
    assert procedure_row(Procedure.CONCESSION, on=ON).certainty is Certainty.M
