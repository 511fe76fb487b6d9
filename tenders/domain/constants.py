"""The amounts and limits of procurement law as data, by period; terms in days stand in the term table of core.

Thresholds count on the day on which the notice is sent (Aanbestedingswet 2012 art. 2.15). Rows of the house are
defaults that an organisation may change; their source says so.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.term_table import AW, SINCE_2016


class ConstantError(LookupError):
    """The table has no row for this day (VAL-14): nothing is computed, an administrator has to be asked."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"no {code} on {on}")
        self.code, self.on = code, on


class Unit(StrEnum):
    """In what a constant is counted."""

    EUR = "eur"
    PCT = "pct"
    TIMES = "times"
    YEARS = "years"
    COUNT = "count"


class ConstantCode(StrEnum):
    """The constants. Amounts are euro excl. VAT; a threshold is reached when the value equals it."""

    WORKS_THRESHOLD = "works_threshold"
    CENTRAL_THRESHOLD = "central_threshold"
    SUBCENTRAL_THRESHOLD = "subcentral_threshold"
    SOCIAL_THRESHOLD = "social_threshold"
    UTILITIES_THRESHOLD = "utilities_threshold"
    UTILITIES_WORKS_THRESHOLD = "utilities_works_threshold"
    UTILITIES_SOCIAL_THRESHOLD = "utilities_social_threshold"
    CONCESSION_THRESHOLD = "concession_threshold"
    DEFENCE_THRESHOLD = "defence_threshold"
    DEFENCE_WORKS_THRESHOLD = "defence_works_threshold"
    LOT_EXEMPTION_WORKS = "lot_exemption_works"
    LOT_EXEMPTION_OTHER = "lot_exemption_other"
    LOT_EXEMPTION_SHARE = "lot_exemption_share"
    SINGLE_QUOTE_WORKS = "single_quote_works"
    SINGLE_QUOTE_OTHER = "single_quote_other"
    MULTIPLE_QUOTE_WORKS = "multiple_quote_works"
    MULTIPLE_QUOTE_SOCIAL = "multiple_quote_social"
    INVITED_LEAST = "invited_least"
    INVITED_MOST = "invited_most"
    CANDIDATES_RESTRICTED = "candidates_restricted"
    CANDIDATES_OTHER = "candidates_other"
    TURNOVER_MOST = "turnover_most"
    TURNOVER_WARN = "turnover_warn"
    REFERENCE_SHARE = "reference_share"
    REFERENCE_YEARS_WORKS = "reference_years_works"
    REFERENCE_YEARS_OTHER = "reference_years_other"
    FRAMEWORK_YEARS = "framework_years"
    DE_MINIMIS_WORKS = "de_minimis_works"
    DE_MINIMIS_OTHER = "de_minimis_other"
    MODIFICATION_EACH = "modification_each"
    CONTRACT_COPY_WORKS = "contract_copy_works"
    CONTRACT_COPY_OTHER = "contract_copy_other"
    LOOK_BACK_MANDATORY = "look_back_mandatory"
    LOOK_BACK_OPTIONAL = "look_back_optional"
    RUSSIA_SHARE = "russia_share"


@dataclass(frozen=True, slots=True)
class Constant:
    """One value in one period; ``valid_to`` None: until further notice."""

    code: ConstantCode
    value: Decimal
    unit: Unit
    source: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None = None


class _Period(NamedTuple):
    valid_from: date
    valid_to: date


_2026 = _Period(date(2026, 1, 1), date(2027, 12, 31))
_2024 = _Period(date(2024, 1, 1), date(2025, 12, 31))
_2022 = _Period(date(2022, 1, 1), date(2023, 12, 31))
_CLASSIC = f"{AW} art. 2.1-2.7"
_SOCIAL = f"{AW} art. 2.38-2.39"
_UTILITIES = f"{AW} deel 3; Richtlijn 2014/25/EU"
_CONCESSIONS = f"{AW} deel 2a; Richtlijn 2014/23/EU"
_DEFENCE = "Richtlijn 2009/81/EG"
_HOUSE = "inkoopbeleid, standaardwaarde die de organisatie kan wijzigen"
C = ConstantCode
U = Unit
V, S, M = Certainty.V, Certainty.S, Certainty.M


def _threshold(code: C, eur: int, period: _Period, source: str, certainty: Certainty = S) -> Constant:
    return Constant(code, Decimal(eur), U.EUR, source, certainty, *period)


def _law(code: C, value: str, unit: U, source: str, certainty: Certainty = V) -> Constant:
    return Constant(code, Decimal(value), unit, source, certainty, SINCE_2016)


_BY_2025 = f"{_CLASSIC}; Gedelegeerde Verordening (EU) 2025/2152"
_BY_2023 = f"{_CLASSIC}; Gedelegeerde Verordening (EU) 2023/2495"
_BY_2021 = f"{_CLASSIC}; Gedelegeerde Verordening (EU) 2021/1952"

CONSTANTS: tuple[Constant, ...] = (
    _threshold(C.WORKS_THRESHOLD, 5_404_000, _2026, _BY_2025),
    _threshold(C.CENTRAL_THRESHOLD, 140_000, _2026, _BY_2025),
    _threshold(C.SUBCENTRAL_THRESHOLD, 216_000, _2026, _BY_2025),
    _threshold(C.SOCIAL_THRESHOLD, 750_000, _2026, _SOCIAL),
    _threshold(C.UTILITIES_THRESHOLD, 432_000, _2026, f"{_UTILITIES}; Gedelegeerde Verordening (EU) 2025/2150"),
    _threshold(C.UTILITIES_WORKS_THRESHOLD, 5_404_000, _2026, f"{_UTILITIES}; Gedelegeerde Verordening (EU) 2025/2150"),
    _threshold(C.UTILITIES_SOCIAL_THRESHOLD, 1_000_000, _2026, _UTILITIES),
    _threshold(C.CONCESSION_THRESHOLD, 5_404_000, _2026, f"{_CONCESSIONS}; Gedelegeerde Verordening (EU) 2025/2151"),
    _threshold(C.DEFENCE_THRESHOLD, 432_000, _2026, f"{_DEFENCE}; Verordening (EU) 2025/2487", M),
    _threshold(C.DEFENCE_WORKS_THRESHOLD, 5_404_000, _2026, f"{_DEFENCE}; Verordening (EU) 2025/2487", M),
    _threshold(C.WORKS_THRESHOLD, 5_538_000, _2024, _BY_2023),
    _threshold(C.CENTRAL_THRESHOLD, 143_000, _2024, _BY_2023),
    _threshold(C.SUBCENTRAL_THRESHOLD, 221_000, _2024, _BY_2023),
    _threshold(C.SOCIAL_THRESHOLD, 750_000, _2024, _SOCIAL),
    _threshold(C.UTILITIES_THRESHOLD, 443_000, _2024, _UTILITIES),
    _threshold(C.UTILITIES_WORKS_THRESHOLD, 5_538_000, _2024, _UTILITIES),
    _threshold(C.UTILITIES_SOCIAL_THRESHOLD, 1_000_000, _2024, _UTILITIES),
    _threshold(C.CONCESSION_THRESHOLD, 5_538_000, _2024, _CONCESSIONS),
    _threshold(C.WORKS_THRESHOLD, 5_382_000, _2022, _BY_2021),
    _threshold(C.CENTRAL_THRESHOLD, 140_000, _2022, _BY_2021),
    _threshold(C.SUBCENTRAL_THRESHOLD, 215_000, _2022, _BY_2021),
    _threshold(C.SOCIAL_THRESHOLD, 750_000, _2022, _SOCIAL),
    _threshold(C.UTILITIES_THRESHOLD, 431_000, _2022, _UTILITIES),
    _law(C.LOT_EXEMPTION_WORKS, "1000000", U.EUR, f"{AW} art. 2.18-2.19"),
    _law(C.LOT_EXEMPTION_OTHER, "80000", U.EUR, f"{AW} art. 2.18-2.19"),
    _law(C.LOT_EXEMPTION_SHARE, "20", U.PCT, f"{AW} art. 2.18-2.19"),
    _law(C.SINGLE_QUOTE_WORKS, "150000", U.EUR, _HOUSE, S),
    _law(C.SINGLE_QUOTE_OTHER, "50000", U.EUR, _HOUSE, S),
    _law(C.MULTIPLE_QUOTE_WORKS, "1500000", U.EUR, _HOUSE, S),
    _law(C.MULTIPLE_QUOTE_SOCIAL, "750000", U.EUR, _HOUSE, S),
    _law(C.INVITED_LEAST, "3", U.COUNT, _HOUSE, S),
    _law(C.INVITED_MOST, "5", U.COUNT, _HOUSE, S),
    _law(C.CANDIDATES_RESTRICTED, "5", U.COUNT, f"{AW} art. 2.99"),
    _law(C.CANDIDATES_OTHER, "3", U.COUNT, f"{AW} art. 2.99"),
    _law(C.TURNOVER_MOST, "3", U.TIMES, f"{AW} art. 2.90"),
    _law(C.TURNOVER_WARN, "2", U.TIMES, "Richtlijn 2014/24/EU art. 58 lid 3", S),
    _law(C.REFERENCE_SHARE, "60", U.PCT, "Gids Proportionaliteit voorschrift 3.5G", S),
    _law(C.REFERENCE_YEARS_WORKS, "5", U.YEARS, f"{AW} art. 2.93"),
    _law(C.REFERENCE_YEARS_OTHER, "3", U.YEARS, f"{AW} art. 2.93"),
    _law(C.FRAMEWORK_YEARS, "4", U.YEARS, f"{AW} art. 2.140 lid 3"),
    _law(C.DE_MINIMIS_WORKS, "15", U.PCT, f"{AW} art. 2.163b"),
    _law(C.DE_MINIMIS_OTHER, "10", U.PCT, f"{AW} art. 2.163b"),
    _law(C.MODIFICATION_EACH, "50", U.PCT, f"{AW} art. 2.163d-2.163e"),
    _law(C.CONTRACT_COPY_WORKS, "10000000", U.EUR, f"{AW} art. 2.138a"),
    _law(C.CONTRACT_COPY_OTHER, "1000000", U.EUR, f"{AW} art. 2.138a"),
    _law(C.LOOK_BACK_MANDATORY, "5", U.YEARS, f"{AW} art. 2.86"),
    _law(C.LOOK_BACK_OPTIONAL, "3", U.YEARS, f"{AW} art. 2.87"),
    Constant(C.RUSSIA_SHARE, Decimal(10), U.PCT, "Verordening (EU) nr. 833/2014 art. 5k", S, date(2022, 4, 9)),
)


def constant(code: ConstantCode, *, on: date) -> Constant:
    """Return the row of ``code`` that holds on a day.

    Raises:
        ConstantError: the table has no row for that day.
    """
    for row in CONSTANTS:
        if row.code == code and row.valid_from <= on <= (row.valid_to or on):
            return row
    raise ConstantError(code, on)
