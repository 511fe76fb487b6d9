"""The closed lists behind the choice of a procedure: regime, need to innovate, grounds and exemptions of the law."""

from enum import StrEnum


class Regime(StrEnum):
    """Which part of the law a contract falls under (Aw 2012 parts 2, 2a and 3, art. 2.24, 2.38)."""

    REGULAR = "regular"
    SOCIAL = "social"
    CONCESSION = "concession"
    UTILITIES = "utilities"
    RESEARCH = "research"
    CALL_OFF = "call_off"
    CONTEST = "contest"


class Innovation(StrEnum):
    """How far what is wanted differs from what can be bought (art. 2.28 lid 1 a and b, 2.31a)."""

    NONE = "none"
    ADAPT = "adapt"
    DESIGN = "design"
    NOT_ON_MARKET = "not_on_market"


class BidEffort(StrEnum):
    """What making a bid asks of a firm."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class NegotiationGround(StrEnum):
    """Grounds of a negotiation or a dialogue: the letters of article 2.28 (PROC-03)."""

    ADAPT = "adapt"
    DESIGN = "design"
    NATURE = "nature"
    SPECIFICATION = "specification"
    EARLIER_FAILED = "earlier_failed"


class NoNoticeGround(StrEnum):
    """Grounds of negotiating without a notice (art. 2.32-2.36, PROC-07)."""

    NO_BIDS = "no_bids"
    ART = "art"
    NO_COMPETITION = "no_competition"
    EXCLUSIVE_RIGHTS = "exclusive_rights"
    URGENCY = "urgency"
    RESEARCH_PRODUCTS = "research_products"
    ADDITIONAL_SUPPLIES = "additional_supplies"
    COMMODITY_MARKET = "commodity_market"
    INSOLVENCY = "insolvency"
    CONTEST_RESULT = "contest_result"
    REPEAT = "repeat"


class Exemption(StrEnum):
    """Contracts outside part 2 of the law (art. 2.24, 2.24a-2.24c, VAL-15)."""

    IN_HOUSE = "in_house"
    PUBLIC_PUBLIC = "public_public"
    LAND = "land"
    ARBITRATION = "arbitration"
    LEGAL_SERVICES = "legal_services"
    EMPLOYMENT = "employment"
    RESEARCH = "research"


class Method(StrEnum):
    """How a procedure is used: the usual way, or one of the methods for circular and innovative demands."""

    STANDARD = "standard"
    RAPID_CIRCULAR = "rapid_circular"
    RAPID_IMPACT = "rapid_impact"
    BUILDING_TEAM = "building_team"
    PARTNER_FIRST = "partner_first"
    SBIR = "sbir"
