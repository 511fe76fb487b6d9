"""Who gets what at the addresses of review, publication and clarifications."""

from typing import Any

from procurement.core import clock
from tenders.domain.questions import Handling
from tenders.models import Tender
from tenders.services import invited_companies, notes, question_handling, question_import, questions
from tests.cast import add_team, make_tender_row
from tests.factories.tenders_publishing import DRAFTED, make_asked, make_published, make_question, outside
from tests.permissions.people import DRAFTERS, SEES_TENDER, SIGNATORIES, SIGNED_IN, TEAM
from tests.permissions.row import Row, post
from tests.permissions.world import World, of_tender


def build(world: World) -> None:
    """A second tender of the authority, published, with one question, a note that was sent and a change to come."""
    cast = world.cast
    tender = make_tender_row(organisation=cast.organisation, created_by=cast.buyer, reference="LIN-2027-001")
    add_team(tender, cast.people)
    make_published(tender, first=cast.buyer, second=cast.mandate_holder)
    key = "requirements/E1/text"
    notes.propose_amendment(tender.pk, key, actor=cast.buyer, new="Elf jaar.", reason="Ruimer.")
    with clock.at(DRAFTED.replace(day=20)):
        notes.send_note(tender.pk, actor=cast.buyer, outside=outside(DRAFTED.replace(day=19)))
    world["published"] = tender
    world["question"] = make_question(tender, actor=cast.buyer)
    _ask(world, tender)
    world["import"] = question_import.upload(
        tender.pk, actor=cast.buyer, channel="TenderNed", name="x.csv", content=b"Nr;Datum;Vraag\n1;1-2-2027;Mag dit?\n"
    )
    world["amendment"] = notes.propose_amendment(tender.pk, key, actor=cast.buyer, new="Twaalf jaar.", reason="Ruimer.")


def _ask(world: World, tender: Tender) -> None:
    """Two companies invited, one of them not any more; a question of the other, and two asked in confidence."""
    cast = world.cast
    companies = [cast.bidder_company.pk, cast.contractor_company.pk]
    with clock.at(DRAFTED.replace(day=3)):
        invitations = invited_companies.invite(tender.pk, companies, actor=cast.buyer)
        ended = next(one for one in invitations if one.company_id == cast.contractor_company.pk)
        world["ended_invitation"] = invited_companies.end_invitation(ended.pk, actor=cast.buyer)
        world["own_question"] = make_asked(tender, actor=cast.again("bidder"), company=cast.bidder_company)
        secret = {"is_confidential": True, "confidential_reason": "Een vinding."}
        world["secret"] = make_question(tender, actor=cast.buyer, **secret)
        ready = make_question(tender, actor=cast.buyer, **secret)
        question_handling.decide(ready.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="Nieuw.")
        questions.answer_question(ready.pk, actor=cast.buyer, answer="Ja.")
        questions.approve_answer(ready.pk, actor=cast.project_leader, seen_answer="Ja.")
        world["ready_alone"] = ready


def of_published(**more: Any) -> Any:
    """Arguments of an address below the published tender; a text names a thing in the world, a number is itself."""

    def arguments(world: World) -> dict[str, Any]:
        found = {key: world[value].pk if isinstance(value, str) else value for key, value in more.items()}
        return {"pk": world["published"].pk} | found

    return arguments


PUBLISHED = of_published()
QUESTION = of_published(question_id="question")
SECRET = of_published(question_id="secret")
READY_ALONE = of_published(question_id="ready_alone")
OWN = of_published(question_id="own_question")
INVITATION = of_published(invitation_id="ended_invitation")
BIDDER = frozenset({"bidder"})
IMPORT = of_published(import_id="import")
AMENDMENT = of_published(amendment_id="amendment")
FIRST, SECOND = of_published(number=1), of_published(number=2)
NO_DRAFTER, NO_SIGNATORY = SEES_TENDER - DRAFTERS, SEES_TENDER - SIGNATORIES
ANSWERS = DRAFTERS | TEAM
NO_ANSWER = SEES_TENDER - ANSWERS
KEY = {"key": "CT-12/duration_missing/tender#duration_months"}

ROWS: tuple[Row, ...] = (
    Row("tenders:review", SEES_TENDER, of_tender),
    post("tenders:decide_finding", DRAFTERS, of_tender, forbidden=NO_DRAFTER, data=KEY),
    post("tenders:revoke_finding", DRAFTERS, of_tender, forbidden=NO_DRAFTER, data=KEY),
    Row("tenders:publish", SEES_TENDER, of_tender),
    post("tenders:publish", SIGNATORIES, of_tender, forbidden=NO_SIGNATORY),
    post("tenders:offer", SIGNATORIES, of_tender, forbidden=NO_SIGNATORY),
    post("tenders:withdraw_offer", SIGNATORIES, of_tender, forbidden=NO_SIGNATORY),
    post("tenders:make_guide", SEES_TENDER, PUBLISHED),
    Row("tenders:publications", SEES_TENDER, PUBLISHED),
    Row("tenders:publication", SEES_TENDER, FIRST),
    Row("tenders:publication_changes", SEES_TENDER, SECOND),
    Row("tenders:clarifications", SEES_TENDER, PUBLISHED),
    Row("tenders:question_new", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:question_new", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    Row("tenders:question", SEES_TENDER, QUESTION),
    post("tenders:question", ANSWERS, QUESTION, forbidden=NO_ANSWER),
    post("tenders:question_approve", ANSWERS, QUESTION, forbidden=NO_ANSWER),
    post("tenders:question_autosave", ANSWERS, QUESTION, forbidden=NO_ANSWER),
    post("tenders:question_return", ANSWERS, QUESTION, forbidden=NO_ANSWER),
    post("tenders:question_comment", ANSWERS, QUESTION, forbidden=NO_ANSWER),
    post("tenders:question_merge", DRAFTERS, QUESTION, forbidden=NO_DRAFTER),
    post("tenders:question_split", DRAFTERS, QUESTION, forbidden=NO_DRAFTER),
    post("tenders:questions_assign", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    Row("tenders:questions_upload", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:questions_upload", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    # An upload is seen by who made it alone.
    Row("tenders:questions_import", frozenset({"buyer"}), IMPORT, forbidden=NO_DRAFTER),
    post("tenders:questions_take", frozenset({"buyer"}), IMPORT, forbidden=NO_DRAFTER),
    post("tenders:questions_discard", frozenset({"buyer"}), IMPORT, forbidden=NO_DRAFTER),
    Row("tenders:questions_export", SEES_TENDER, PUBLISHED),
    Row("tenders:question_handle", DRAFTERS, SECRET, forbidden=NO_DRAFTER),
    post("tenders:question_handle", DRAFTERS, SECRET, forbidden=NO_DRAFTER),
    Row("tenders:question", DRAFTERS, SECRET, note="asked in confidence"),
    Row("tenders:question_answer_alone", DRAFTERS, READY_ALONE, forbidden=NO_DRAFTER),
    post("tenders:question_answer_alone", DRAFTERS, READY_ALONE, forbidden=NO_DRAFTER),
    post("tenders:question_withdraw", DRAFTERS, QUESTION, forbidden=NO_DRAFTER),
    Row("tenders:invited", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:invited", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:invited_end", DRAFTERS, INVITATION, forbidden=NO_DRAFTER),
    # The portal of an invited company: the bidder was invited, the contractor was not any more.
    Row("tenders:own_tenders", SIGNED_IN),
    Row("tenders:own_questions", BIDDER, PUBLISHED),
    Row("tenders:own_question_new", BIDDER, PUBLISHED),
    post("tenders:own_question_new", BIDDER, PUBLISHED),
    Row("tenders:own_question", BIDDER, OWN),
    post("tenders:own_question_withdraw", BIDDER, OWN),
    Row("tenders:own_note", BIDDER, FIRST),
    post("tenders:own_note_pdf", BIDDER, FIRST),
    Row("tenders:amendments", SEES_TENDER, PUBLISHED),
    Row("tenders:amendment_new", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:amendment_new", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:amendment_remove", DRAFTERS, AMENDMENT, forbidden=NO_DRAFTER),
    Row("tenders:notes", SEES_TENDER, PUBLISHED),
    Row("tenders:note_send", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    post("tenders:note_send", DRAFTERS, PUBLISHED, forbidden=NO_DRAFTER),
    Row("tenders:note", SEES_TENDER, FIRST),
    post("tenders:note_pdf", SEES_TENDER, FIRST),
)
