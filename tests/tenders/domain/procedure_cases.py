"""Cases of the rules that look at the sheet of stage 3: facts that fail a rule, and facts that meet it."""

from dataclasses import replace
from decimal import Decimal

from tenders.domain.compliance_facts import TenderFacts
from tenders.domain.procedure_sheet import EstimateSheet
from tenders.domain.procedure_vocabulary import Exemption
from tenders.domain.value_estimate import Line, LineKind, Part, estimate
from tenders.domain.vocabulary import ContractKind, Procedure

VALUE = Decimal(590_000)
EUROPEAN = TenderFacts(
    procedure=Procedure.OPEN, contract_kind=ContractKind.SUPPLIES, value_eur=VALUE, threshold_eur=Decimal(216_000)
)
BELOW = replace(EUROPEAN, procedure=Procedure.NATIONAL_OPEN, value_eur=Decimal(100_000))
QUOTE = replace(BELOW, procedure=Procedure.QUOTE)
ABOVE_QUOTE = replace(QUOTE, value_eur=Decimal(900_000))
ONCE = Line(LineKind.ONCE, VALUE)
MIXED = estimate([ONCE, replace(ONCE, part=Part.WORKS)])


def with_sheet(facts=EUROPEAN, **changed):
    """These facts with something else on their sheet."""
    return replace(facts, sheet=replace(facts.sheet, **changed))


def with_lines(*lines, fixed_months=48):
    """A European tender whose estimate is calculated from these lines."""
    return with_sheet(estimate=EstimateSheet(estimate(lines)), fixed_months=fixed_months)


FAILING = [
    ("VAL-05", with_lines(Line(LineKind.MONTHLY, Decimal(1000), 12))),
    ("VAL-05", with_lines(Line(LineKind.LEASE, Decimal(1000), 24), fixed_months=60)),
    ("VAL-06", with_sheet(repeats=True, estimate=EstimateSheet(estimate([ONCE])))),
    ("VAL-11", with_sheet(QUOTE, cross_border=True)),
    ("VAL-12", with_lines(ONCE, replace(ONCE, part=Part.SERVICES))),
    ("VAL-15", with_sheet(exemption=Exemption.LEGAL_SERVICES)),
    ("VAL-17", with_lines(replace(ONCE, amount_eur=Decimal(580_000)))),
]
PASSING = [
    ("VAL-02", with_sheet(ABOVE_QUOTE, exemption=Exemption.LEGAL_SERVICES)),
    ("VAL-02", replace(ABOVE_QUOTE, procedure=Procedure.FRAMEWORK_CALL_OFF)),
    ("VAL-05", with_lines(Line(LineKind.MONTHLY, Decimal(1000), 48), fixed_months=96)),
    ("VAL-05", with_lines(Line(LineKind.MONTHLY, Decimal(1000)))),
    ("VAL-05", with_lines(Line(LineKind.MONTHLY, Decimal(1000), 12), ONCE)),
    ("VAL-06", with_sheet(repeats=True, estimate=EstimateSheet(estimate([replace(ONCE, kind=LineKind.NEXT_YEAR)])))),
    ("VAL-06", with_sheet(repeats=True)),
    ("VAL-11", with_sheet(QUOTE, cross_border=False)),
    ("VAL-11", replace(QUOTE, procedure=Procedure.FRAMEWORK_CALL_OFF)),
    ("VAL-12", with_sheet(estimate=EstimateSheet(MIXED, main_part=Part.WORKS))),
    ("VAL-15", with_sheet(exemption=Exemption.LEGAL_SERVICES, exemption_facts="Procedure bij de rechtbank.")),
    ("VAL-17", with_lines(ONCE)),
]
