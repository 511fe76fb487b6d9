"""Stage 7 of the demo: the question and note of the furniture case, and a practice tender with questions that wait."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from procurement.core import clock
from tenders.models import Question, Tender
from tenders.services import invited_companies, notes, own_questions, question_work, questions
from tenders.services.formal_acts import OutsideAct
from tenders.services.own_questions import Asked

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLATFORM = "TenderNed"
ASKED = datetime(2023, 5, 17, 14, 37, tzinfo=AMSTERDAM)
REGISTERED = datetime(2023, 5, 17, 15, 5, tzinfo=AMSTERDAM)
ANSWERED = datetime(2023, 5, 23, 10, 30, tzinfo=AMSTERDAM)
APPROVED = datetime(2023, 5, 25, 9, 15, tzinfo=AMSTERDAM)
NOTE_SENT = datetime(2023, 5, 30, 15, 0, tzinfo=AMSTERDAM)
NOTE_RECORDED = datetime(2023, 5, 30, 15, 12, tzinfo=AMSTERDAM)
SPARE_PARTS = "MEU-E2"
QUESTION = (
    "Eis MEU-E2 vraagt dat onderdelen die slijten tien jaar leverbaar zijn. Geldt dat ook voor bekleding, en mag een "
    "gebruikt onderdeel dat u zelf hebt nagekeken tellen als leverbaar?"
)
ANSWER = (
    "Ja, bekleding is een onderdeel dat slijt. Een gebruikt onderdeel telt mee als u het hebt nagekeken en er dezelfde "
    "garantie op geeft als op een nieuw onderdeel. De eis is op dit punt verduidelijkt."
)
NEW_REQUIREMENT = (
    "Onderdelen die slijten, bekleding daaronder begrepen, moeten tot ten minste tien jaar na levering leverbaar zijn, "
    "of door een functioneel vergelijkbaar onderdeel te vervangen zijn. Een nagekeken gebruikt onderdeel met dezelfde "
    "garantie als een nieuw onderdeel telt als leverbaar."
)
REASON = "De eis zei niet of bekleding en gebruikte onderdelen meetellen."
# Number on the platform, part, question of the practice tender.
WAITING: tuple[tuple[str, str, str], ...] = (
    ("1", "Specificatie, onderhoud", "Mogen onderhoudsbeurten van twee locaties op één dag worden gecombineerd?"),
    ("2", "Planning", "Kunnen wij de bestaande stoelen vóór de inschrijving bekijken?"),
    ("3", "Specificatie, eis E2", "Telt gerecyclede stoffering mee als hergebruikt materiaal?"),
    ("4", "Specificatie, onderhoud", "Mogen wij onderhoudsbeurten van twee locaties combineren op één dag?"),
    ("5", "Conceptovereenkomst", "Is de boete per kwartaal begrensd, en tot welk bedrag in totaal?"),
    ("6", "Specificatie, eis E1", "Geldt de leverplicht van tien jaar ook voor gasveren van een ander merk?"),
)
OWN_QUESTIONS = (
    Asked("Specificatie, eis E3", "Mogen wij oude onderdelen uit een andere opdracht gebruiken voor het opknappen?"),
    Asked(
        "Gunningscriterium K2",
        "Telt een nieuwe manier van lijmen die demontage zonder schade mogelijk maakt mee als losmaakbaar?",
        background="De werkwijze is nog niet bekend bij anderen.",
        is_confidential=True,
        confidential_reason="Wij vragen op deze werkwijze octrooi aan; bekendmaking maakt dat onmogelijk.",
    ),
)


def load_clarification(context: dict[str, Any]) -> None:
    """One question about spare parts, its answer by two people, and note 1 with one amendment."""
    people, tender = context["people"], context["tender"]
    with clock.at(REGISTERED):
        companies = [company.pk for company in context.get("companies", {}).values()]
        invited_companies.invite(tender.pk, companies, actor=people["verhoeve"])
        question = questions.register_question(
            tender.pk,
            actor=people["verhoeve"],
            asked_at=ASKED,
            channel=PLATFORM,
            document_part="Bijlage A, eis MEU-E2",
            text=QUESTION,
            company=context.get("companies", {}).get("B"),
        )
    with clock.at(ANSWERED):
        questions.answer_question(question.pk, actor=people["verhoeve"], answer=ANSWER)
        notes.propose_amendment(
            tender.pk,
            f"requirements/{SPARE_PARTS}/text",
            actor=people["verhoeve"],
            new=NEW_REQUIREMENT,
            reason=REASON,
            question=question,
        )
    with clock.at(APPROVED):
        questions.approve_answer(question.pk, actor=people["bakker"], seen_answer=ANSWER)
    with clock.at(NOTE_RECORDED):
        outside = OutsideAct(PLATFORM, NOTE_SENT, reference="TN-2023-118204-NVI-1")
        context["note"] = notes.send_note(tender.pk, actor=people["verhoeve"], outside=outside)
    tender.refresh_from_db()


def bring_to_clarification(context: dict[str, Any], tender: Tender) -> None:
    """Give a published practice tender questions in every state: to answer, to write again, to approve, ready."""
    people = context["people"]
    _ask_in_kring(context, tender)
    first, _second, third, same, fifth, sixth = _ask(tender, people["verhoeve"])
    due = clock.today() + timedelta(days=5)
    question_work.assign(tender.pk, [third.pk, sixth.pk], actor=people["verhoeve"], to=people["meijering"], due_on=due)
    question_work.assign(tender.pk, [fifth.pk], actor=people["verhoeve"], to=people["lund"], due_on=due)
    answer = "Ja, zolang elke stoel de afgesproken beurt krijgt en de gebruiker vooraf weet wanneer."
    questions.answer_question(first.pk, actor=people["verhoeve"], answer=answer)
    question_work.merge(same.pk, first.pk, actor=people["verhoeve"])
    questions.answer_question(third.pk, actor=people["meijering"], answer="Ja.")
    questions.return_answer(third.pk, actor=people["bakker"], reason="Zeg ook hoe de inschrijver dat aantoont.")
    draft = "De boete is begrensd tot het bedrag in artikel"
    questions.answer_question(fifth.pk, actor=people["lund"], answer=draft, offer=False)
    question_work.comment(fifth.pk, actor=people["lund"], text="Ik zoek het artikel in de conceptovereenkomst na.")
    done = "Ja. De eis noemt geen merk: een gelijkwaardige gasveer van een ander merk voldoet."
    questions.answer_question(sixth.pk, actor=people["meijering"], answer=done)
    questions.approve_answer(sixth.pk, actor=people["bakker"], seen_answer=done)
    tender.refresh_from_db()


def _ask_in_kring(context: dict[str, Any], tender: Tender) -> None:
    """Two companies are invited; one of them asks for everybody to read, and once in confidence."""
    people, companies = context["people"], context["companies"]
    ids = [companies[letter].pk for letter in ("B", "E")]
    invited_companies.invite(tender.pk, ids, actor=people["verhoeve"])
    for asked in OWN_QUESTIONS:
        own_questions.ask(tender.pk, companies["B"].pk, actor=people["kringstoel"], asked=asked)


def _ask(tender: Tender, actor: Any) -> list[Question]:
    return [
        questions.register_question(
            tender.pk,
            actor=actor,
            asked_at=clock.now() - timedelta(hours=3),
            channel=PLATFORM,
            outside_number=number,
            document_part=part,
            text=text,
        )
        for number, part, text in WAITING
    ]
