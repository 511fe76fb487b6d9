"""The statutory terms as data: which term, for which procedure and step, since when, on which ground, how sure.

State of the law: Aanbestedingswet 2012 as consolidated on 30 April 2026. The present terms hold since 1 July 2016
(implementation of Directives 2014/23, 2014/24 and 2014/25). A row is never changed: it gets an end and a successor.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from procurement.core.domain.rule_table import Certainty

AW = "Aanbestedingswet 2012"
SINCE_2016 = date(2016, 7, 1)


class TermKind(StrEnum):
    """How a term runs.

    MIN: protects bidders, its end moves forward to a working day. MAX: a duty of the authority; the law moves its
    end forward, planning should not count on that. BACK: counted back from an event, never moved. PLAIN: calendar
    days, never moved. WORKDAYS: the n-th working day. MONTHS_FORWARD, MONTHS_BACK: calendar months, never moved.
    NONE: the law gives no number.
    """

    MIN = "min_term"
    MAX = "max_term"
    BACK = "back"
    PLAIN = "plain"
    WORKDAYS = "workdays"
    MONTHS_FORWARD = "months_fwd"
    MONTHS_BACK = "months_back"
    NONE = "none"


class TermProcedure(StrEnum):
    """The procedures that terms tell apart; wider than what can be chosen on screen."""

    OPEN = "open"
    RESTRICTED = "restricted"
    COMPETITIVE_NEGOTIATION = "competitive_negotiation"
    COMPETITIVE_DIALOGUE = "competitive_dialogue"
    INNOVATION_PARTNERSHIP = "innovation_partnership"
    NEGOTIATED_WITHOUT_NOTICE = "negotiated_without_notice"
    DESIGN_CONTEST = "design_contest"
    SOCIAL_SERVICES = "social_services"
    DYNAMIC_PURCHASING = "dynamic_purchasing"
    FRAMEWORK_CALL_OFF = "framework_call_off"
    CONCESSION = "concession"
    NATIONAL_OPEN = "national_open"
    NATIONAL_RESTRICTED = "national_restricted"
    QUOTE = "quote"
    SINGLE_QUOTE = "single_quote"
    SBIR = "sbir"
    CONTRACT = "contract"


class TermStep(StrEnum):
    """The events that end a term."""

    BIDS_CLOSING = "bids_closing"
    REQUESTS_CLOSING = "requests_closing"
    FIRST_BIDS_CLOSING = "first_bids_closing"
    LAST_CLARIFICATION = "last_clarification"
    EXTENDED_CLOSING = "extended_closing"
    STANDSTILL_END = "standstill_end"
    VEAT_STANDSTILL_END = "veat_standstill_end"
    AWARD_NOTICE = "award_notice"
    BUNDLED_AWARD_NOTICE = "bundled_award_notice"
    EARLIEST_NOTICE_AFTER_PRIOR = "earliest_notice_after_prior"
    LATEST_NOTICE_AFTER_PRIOR = "latest_notice_after_prior"
    ANNULMENT_CLAIM = "annulment_claim"
    ANNULMENT_CLAIM_UNANNOUNCED = "annulment_claim_unannounced"
    ADMISSION_DECISION = "admission_decision"
    OLDEST_CONDUCT_STATEMENT = "oldest_conduct_statement"
    OLDEST_TRADE_REGISTER = "oldest_trade_register"
    OLDEST_TAX_STATEMENT = "oldest_tax_statement"
    BID_AFTER_HASH = "bid_after_hash"
    REASONS_ON_REQUEST = "reasons_on_request"
    PROGRESS_ON_REQUEST = "progress_on_request"
    AUCTION_START = "auction_start"
    RETENTION_END = "retention_end"
    BID_VALIDITY_END = "bid_validity_end"
    OPENING_RECORD = "opening_record"
    DECLARATION_REPAIR = "declaration_repair"
    REJECTION_OBJECTION = "rejection_objection"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class TermRow:
    """One statutory term and the ways in which options change it.

    days: in calendar days, working days or months, as ``kind`` says; None when the law gives no number.
    urgent_days, prior_days: the term with duly reasoned urgency, or after a valid prior information notice.
    floor_days: below this even a prior information notice does not bring it.
    electronic_days: taken off when bids may be submitted electronically; not from urgent_days or prior_days.
    documents_days: added when the documents are not free, direct and complete online; not to urgent_days.
    reasoned_days: the term when the authority gives a reason to take longer.
    works: True or False when the row binds works, or all but works, alone.
    is_closing: the end is the earliest lawful closing date of requests or bids.
    advised_days: house rule where the law gives no number.
    """

    procedures: frozenset[TermProcedure]
    step: TermStep
    kind: TermKind
    days: int | None
    articles: str
    law: str = AW
    certainty: Certainty = Certainty.V
    urgent_days: int | None = None
    prior_days: int | None = None
    floor_days: int | None = None
    electronic_days: int = 0
    documents_days: int = 0
    reasoned_days: int | None = None
    works: bool | None = None
    is_closing: bool = False
    advised_days: int | None = None
    valid_from: date = SINCE_2016
    valid_to: date | None = None


P = TermProcedure
S = TermStep
K = TermKind

_OPEN = frozenset({P.OPEN})
_TWO_STAGE = frozenset({P.RESTRICTED, P.COMPETITIVE_NEGOTIATION})
_DIALOGUE = frozenset({P.COMPETITIVE_DIALOGUE, P.INNOVATION_PARTNERSHIP})
_STANDARD = _OPEN | _TWO_STAGE | _DIALOGUE
_SPECIAL = frozenset({P.NEGOTIATED_WITHOUT_NOTICE, P.DESIGN_CONTEST, P.SOCIAL_SERVICES})
_DAS = frozenset({P.DYNAMIC_PURCHASING})
_CALL_OFF = frozenset({P.FRAMEWORK_CALL_OFF})
_CONCESSION = frozenset({P.CONCESSION})
_PART_2 = _STANDARD | _SPECIAL | _DAS | _CALL_OFF
_NATIONAL = frozenset({P.NATIONAL_OPEN, P.NATIONAL_RESTRICTED})
_QUOTES = frozenset({P.QUOTE, P.SINGLE_QUOTE})
_SBIR = frozenset({P.SBIR})


def _row(procedures: frozenset[P], step: S, kind: K, days: int | None, articles: str, **more: Any) -> TermRow:
    return TermRow(procedures=procedures, step=step, kind=kind, days=days, articles=articles, **more)


def _works(procedure: P | frozenset[P], step: S, kind: K, days: int, *, is_closing: bool = False) -> TermRow:
    """A term of the works regulation (ARW-01, ARW-02), from memory: articles to be named when it is confirmed."""
    procedures = frozenset({procedure}) if isinstance(procedure, P) else procedure
    return _row(procedures, step, kind, days, "", law="Aanbestedingsreglement Werken 2016",
                certainty=Certainty.M, works=True, is_closing=is_closing)  # fmt: skip


def _free(procedures: frozenset[P], step: S, articles: str, advised: int | None = None, **more: Any) -> TermRow:
    """A step for which the law gives no number of days."""
    return _row(procedures, step, K.NONE, None, articles, advised_days=advised, **more)


_REQUESTS = (
    _row(_TWO_STAGE, S.REQUESTS_CLOSING, K.MIN, 30, "2.71 lid 2", urgent_days=15, is_closing=True),
    _row(_DIALOGUE, S.REQUESTS_CLOSING, K.MIN, 30, "2.71 lid 3", is_closing=True),
    _row(_DAS, S.REQUESTS_CLOSING, K.MIN, 30, "2.48-2.50, 2.144-2.149", is_closing=True),
    _row(_CONCESSION, S.REQUESTS_CLOSING, K.MIN, 30, "39 lid 3", law="Richtlijn 2014/23/EU",
         certainty=Certainty.M, is_closing=True),
    _works(P.NATIONAL_RESTRICTED, S.REQUESTS_CLOSING, K.MIN, 17, is_closing=True),
    _free(frozenset({P.NATIONAL_RESTRICTED}), S.REQUESTS_CLOSING, "1.10", works=False),
    _free(_SPECIAL, S.REQUESTS_CLOSING, "2.38-2.39, 2.70", 20),
    _free(_SBIR, S.REQUESTS_CLOSING, "1.10, 2.24"),
)  # fmt: skip

_OPEN_BIDS = {"urgent_days": 15, "prior_days": 29, "floor_days": 22, "electronic_days": 5, "documents_days": 5}
_INVITED_BIDS = _OPEN_BIDS | {"urgent_days": 10}

_BIDS = (
    _row(_OPEN, S.BIDS_CLOSING, K.MIN, 45, "2.71 lid 1", is_closing=True, **_OPEN_BIDS),
    _row(_TWO_STAGE, S.BIDS_CLOSING, K.MIN, 40, "2.71 lid 4", is_closing=True, **_INVITED_BIDS),
    _row(frozenset({P.COMPETITIVE_NEGOTIATION}), S.FIRST_BIDS_CLOSING, K.MIN, 40, "2.71 lid 4",
         is_closing=True, **_INVITED_BIDS),
    _free(_DIALOGUE, S.BIDS_CLOSING, "2.70"),
    _row(_DAS, S.BIDS_CLOSING, K.MIN, 10, "2.146 e.v.", is_closing=True),
    _row(_CONCESSION, S.BIDS_CLOSING, K.MIN, 30, "39 lid 3", law="Richtlijn 2014/23/EU",
         certainty=Certainty.M, is_closing=True),
    _row(_CONCESSION, S.FIRST_BIDS_CLOSING, K.MIN, 22, "39 lid 4", law="Richtlijn 2014/23/EU",
         certainty=Certainty.M, is_closing=True),
    _works(P.NATIONAL_OPEN, S.BIDS_CLOSING, K.MIN, 32, is_closing=True),
    _works(P.NATIONAL_RESTRICTED, S.BIDS_CLOSING, K.MIN, 21, is_closing=True),
    _free(_NATIONAL, S.BIDS_CLOSING, "1.10", 20, works=False),
    _free(_SPECIAL, S.BIDS_CLOSING, "2.38-2.39, 2.70", 20),
    _free(_SBIR, S.BIDS_CLOSING, "1.10, 2.24"),
    _free(_CALL_OFF, S.BIDS_CLOSING, "2.142-2.143", 14),
    _free(_QUOTES, S.BIDS_CLOSING, "1.14-1.16", 14),
)  # fmt: skip

_CLARIFICATIONS = (
    _row(_OPEN | _TWO_STAGE, S.LAST_CLARIFICATION, K.BACK, 10, "2.54", urgent_days=4),
    _row(_DIALOGUE, S.LAST_CLARIFICATION, K.BACK, 10, "2.54"),
    _works(_NATIONAL, S.LAST_CLARIFICATION, K.BACK, 6),
    _free(_NATIONAL, S.LAST_CLARIFICATION, "1.12-1.13", 6, works=False),
    _free(_QUOTES, S.LAST_CLARIFICATION, "1.14-1.16", 4),
    _free(_SPECIAL | _DAS | _CALL_OFF, S.LAST_CLARIFICATION, "2.53"),
    _free(_SBIR, S.LAST_CLARIFICATION, "1.10", certainty=Certainty.R),
    _free(_CONCESSION, S.LAST_CLARIFICATION, "", law=f"{AW} deel 2a", certainty=Certainty.M),
    # The law says "proportional"; the house asks for the whole term between note and closing again (TERM-19).
    _row(_OPEN | _TWO_STAGE, S.EXTENDED_CLOSING, K.MIN, 10, "2.54, 2.73", certainty=Certainty.R, urgent_days=4),
    _row(_DIALOGUE, S.EXTENDED_CLOSING, K.MIN, 10, "2.54, 2.73", certainty=Certainty.R),
    _free(_NATIONAL, S.EXTENDED_CLOSING, "1.12-1.13", 6),
    _free(_QUOTES, S.EXTENDED_CLOSING, "1.14-1.16", 4),
)

_AWARD = (
    _row(_STANDARD, S.STANDSTILL_END, K.MIN, 20, "2.127"),
    _free(_DAS | _CALL_OFF | {P.NEGOTIATED_WITHOUT_NOTICE}, S.STANDSTILL_END, "2.127", 20),
    # That social services and quotes stand outside article 2.127 is our own reading (STD-02, NAT-05).
    _free(_NATIONAL | _QUOTES | {P.SOCIAL_SERVICES, P.DESIGN_CONTEST}, S.STANDSTILL_END, "2.127", 20,
          certainty=Certainty.R),
    _free(_SBIR, S.STANDSTILL_END, "2.127", 20, certainty=Certainty.R),
    _row(_CONCESSION, S.STANDSTILL_END, K.MIN, 20, "", law=f"{AW} deel 2a", certainty=Certainty.M),
    _row(_CONCESSION, S.AWARD_NOTICE, K.MAX, 48, "32", law="Richtlijn 2014/23/EU", certainty=Certainty.M),
    _row(_PART_2, S.VEAT_STANDSTILL_END, K.MIN, 20, "4.16-4.17"),
    _row(_STANDARD | _SPECIAL | _DAS, S.AWARD_NOTICE, K.MAX, 30, "2.134"),
    _free(_CALL_OFF, S.AWARD_NOTICE, "2.134"),
    _row(_DAS | {P.SOCIAL_SERVICES}, S.BUNDLED_AWARD_NOTICE, K.MAX, 30, "2.134"),
    _row(_PART_2, S.REASONS_ON_REQUEST, K.MAX, 15, "2.103"),
    _row(_PART_2, S.PROGRESS_ON_REQUEST, K.MAX, 15, "2.55a"),
    _row(_PART_2, S.ANNULMENT_CLAIM, K.MIN, 30, "4.15 lid 2"),
    _row(_PART_2, S.ANNULMENT_CLAIM_UNANNOUNCED, K.MONTHS_FORWARD, 6, "4.15 lid 2"),
    _row(_PART_2, S.RETENTION_END, K.MONTHS_FORWARD, 36, "2.56"),
)  # fmt: skip

_EVIDENCE = (
    _row(_PART_2, S.OLDEST_CONDUCT_STATEMENT, K.MONTHS_BACK, 24, "2.89"),
    _row(_NATIONAL | _QUOTES, S.OLDEST_CONDUCT_STATEMENT, K.MONTHS_BACK, 24, "1.20"),
    _row(_PART_2, S.OLDEST_TRADE_REGISTER, K.MONTHS_BACK, 6, "2.89"),
    _row(_PART_2, S.OLDEST_TAX_STATEMENT, K.MONTHS_BACK, 6, "2.89"),
    _row(_PART_2, S.BID_AFTER_HASH, K.WORKDAYS, 1, "2.109a"),
    _row(_PART_2, S.AUCTION_START, K.WORKDAYS, 2, "2.117-2.125"),
    _row(_DAS, S.ADMISSION_DECISION, K.WORKDAYS, 10, "2.144-2.149", reasoned_days=15),
)

_PRIOR_NOTICE = (
    _row(_OPEN | _TWO_STAGE, S.EARLIEST_NOTICE_AFTER_PRIOR, K.PLAIN, 52, "2.71 lid 6"),
    _row(_OPEN | _TWO_STAGE, S.LATEST_NOTICE_AFTER_PRIOR, K.MONTHS_FORWARD, 12, "2.71 lid 6"),
)

_WORKS = (
    _works(_NATIONAL, S.BID_VALIDITY_END, K.PLAIN, 50),
    _works(_QUOTES, S.BID_VALIDITY_END, K.PLAIN, 30),
    _works(_NATIONAL, S.OPENING_RECORD, K.WORKDAYS, 2),
    _works(_NATIONAL, S.DECLARATION_REPAIR, K.WORKDAYS, 2),
    _works(P.NATIONAL_RESTRICTED, S.REJECTION_OBJECTION, K.MIN, 7),
)

_CONTRACT = (
    # Whether the Algemene termijnenwet moves this end was not checked: plan on the safe date.
    _row(frozenset({P.CONTRACT}), S.PAYMENT, K.MAX, 30, "6:119b", law="Burgerlijk Wetboek",
         certainty=Certainty.S),
)  # fmt: skip

TERMS: tuple[TermRow, ...] = (
    _REQUESTS + _BIDS + _CLARIFICATIONS + _AWARD + _EVIDENCE + _PRIOR_NOTICE + _WORKS + _CONTRACT
)
