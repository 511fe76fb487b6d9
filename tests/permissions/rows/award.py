"""Who gets what at the addresses of stage 11, on a tender that is awarded and whose letters were sent."""

from datetime import UTC, date, datetime

from criteria.domain import award
from criteria.domain.vocabulary import LetterKind, LetterState
from criteria.models import AwardDecision, Computation, Letter, Standstill, Summons
from procurement.core.domain.canonical import sha256_hex
from tests.permissions.people import AUDITORS, BUYERS, NOBODY, SEES_TENDER, SIGNED_IN
from tests.permissions.row import Row, post
from tests.permissions.world import World

SENT_AT = datetime(2023, 9, 5, 12, 0, tzinfo=UTC)
CASE = {
    "format": "award-case/1",
    "method": "lowest_price",
    "criteria": [],
    "bids": [{"bidder": "E", "price": "489000"}],
}


def build(world: World) -> None:
    """A computation, a decision and the letter that was sent to the contractor."""
    cast, evaluation, bid = world.cast, world["final_evaluation"], world["winning_bid"]
    result = award.evaluate(CASE)
    computation = Computation.objects.create(
        evaluation=evaluation,
        case=CASE,
        result=result,
        case_format=CASE["format"],
        result_sha256=sha256_hex(result),
        computed_by=cast.buyer,
        computed_at=SENT_AT,
    )
    decision = AwardDecision.objects.create(
        evaluation=evaluation,
        computation=computation,
        winner=bid,
        advice="Gun aan E.",
        motivation="Akkoord.",
        decided_by=cast.mandate_holder,
        decided_at=SENT_AT,
    )
    standstill = Standstill.objects.create(
        decision=decision, send_on=date(2023, 9, 5), ends_on=date(2023, 9, 25), sent_at=SENT_AT, final_at=SENT_AT
    )
    world["summons"] = Summons.objects.create(
        standstill=standstill,
        served_on=date(2023, 9, 20),
        party="Kringstoel Collectief",
        court="Midden-Nederland",
        recorded_by=cast.lawyer,
        recorded_at=SENT_AT,
    )
    world["letter"] = Letter.objects.create(
        decision=decision,
        bid=bid,
        kind=LetterKind.AWARD,
        state=LetterState.SENT,
        sent_at=SENT_AT,
        standstill_ends_on=date(2023, 9, 25),
    )


RECORDS_SUMMONS = BUYERS | {"lawyer"}
READS_LETTERS = BUYERS | AUDITORS | {"mandate_holder", "lawyer"}
RESULT_PAGES = ("award_explanation", "award_costs", "award_sensitivity", "decision")
LETTER_PAGES = ("letters", "standstill")
# What is done on the way to the award; afterwards nobody does it any more.
ACTS = (
    "compute_award",
    "decision",
    "advice_save",
    "advice_submit",
    "advice_take_back",
    "decide_award",
    "letters_plan",
    "letters_approve",
    "letters_reopen",
    "letters_send",
    "finalise_award",
)


def of_awarded(world: World) -> dict[str, object]:
    """Arguments of an address of the awarded tender."""
    return {"pk": world["awarded_tender"].pk}


def of_letter(world: World) -> dict[str, object]:
    """Arguments of an address of the letter in the awarded tender."""
    return of_awarded(world) | {"letter_id": world["letter"].pk}


def of_summons(world: World) -> dict[str, object]:
    """Arguments of an address of the summons in the awarded tender."""
    return of_awarded(world) | {"summons_id": world["summons"].pk}


def own_letter(world: World) -> dict[str, object]:
    """Arguments of the letter in the portal of the bidder."""
    return {"letter_id": world["letter"].pk}


def file_of(which: str) -> object:
    """Arguments of the stored case or result, or of a document."""

    def arguments(world: World) -> dict[str, object]:
        return of_awarded(world) | {"which": which}

    return arguments


ROWS: tuple[Row, ...] = (
    Row("criteria:award", SEES_TENDER, of_awarded),
    *(Row(f"criteria:{page}", SEES_TENDER, of_awarded) for page in RESULT_PAGES),
    Row("criteria:award_file", SEES_TENDER, file_of("zaak")),
    Row("criteria:award_file", SEES_TENDER, file_of("uitkomst"), note="result"),
    post("criteria:award_document", SEES_TENDER, file_of("beoordelingsverslag")),
    *(
        Row(f"criteria:{page}", READS_LETTERS, of_awarded, forbidden=SEES_TENDER - READS_LETTERS)
        for page in LETTER_PAGES
    ),
    Row("criteria:letter", READS_LETTERS, of_letter, forbidden=SEES_TENDER - READS_LETTERS),
    post("criteria:letter_pdf", READS_LETTERS, of_letter, forbidden=SEES_TENDER - READS_LETTERS),
    post("criteria:letter_note", NOBODY, of_letter, forbidden=SEES_TENDER),
    *(post(f"criteria:{act}", NOBODY, of_awarded, forbidden=SEES_TENDER) for act in ACTS),
    post("criteria:summons", RECORDS_SUMMONS, of_awarded, forbidden=SEES_TENDER - RECORDS_SUMMONS),
    post("criteria:summons_end", RECORDS_SUMMONS, of_summons, forbidden=SEES_TENDER - RECORDS_SUMMONS),
    Row("criteria:my_bids", SIGNED_IN),
    Row("criteria:my_letter", frozenset({"contractor"}), own_letter),
)
