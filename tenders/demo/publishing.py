"""Stages 6 and 7 of the demo: the furniture case published by two, its question and note; practice tenders."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from procurement.accounts.models import User
from procurement.core import clock
from tenders.domain.compliance import Status
from tenders.models import Tender
from tenders.services import clarifications, findings, publication
from tenders.services.formal_acts import OutsideAct

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLATFORM = "TenderNed"
DECIDED = datetime(2023, 5, 4, 11, 0, tzinfo=AMSTERDAM)
OFFERED = datetime(2023, 5, 8, 9, 10, tzinfo=AMSTERDAM)
NOTICE_SENT = datetime(2023, 5, 8, 10, 2, tzinfo=AMSTERDAM)
PUBLISHED = datetime(2023, 5, 8, 10, 20, tzinfo=AMSTERDAM)
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
# What the buyer decided, by rule; what asks for no explanation of its own is ticked off with the last text.
DECISIONS: dict[str, str] = {
    "TERM-15": "De termijn is ruimer dan de wet vraagt; in de marktconsultatie is gevraagd welke weken niet schikken.",
    "DOC-31": "De algemene bepaling over gelijkwaardigheid staat in bijlage A en geldt voor elke norm.",
    "DOC-26": "De planning laat ruimte voor een kort geding; daarom blijft de inschrijving lang geldig.",
    "VAL-16": "De strategie is in het overleg van opdrachtgever en budgethouder vastgesteld; de ondertekening volgt.",
    "THR-01": "Deze ambitie geeft richting aan het gesprek tijdens de looptijd en is geen eis.",
    "DOC-04": "Levering, onderhoud en terugname hangen samen; kleine bedrijven kunnen in combinatie inschrijven.",
    "DOC-05": "Splitsen naar soort meubel, of levering los van onderhoud, zou de verantwoordelijkheid voor levensduur "
    "en restwaarde doorknippen.",
    "DOC-28": "Inschrijven kost hier niet meer dan gebruikelijk; een vergoeding is daarom niet nodig.",
    "PROC-01": "De opdracht laat zich goed beschrijven en de markt telt genoeg partijen.",
    "MKT-01": "Wij hebben alle partijen geraadpleegd die zich na een oproep hebben gemeld.",
}
TICKED_OFF = "Gezien en besproken in het aanbestedingsteam; wij houden dit zo."


def load_publication(context: dict[str, Any]) -> None:
    """Decide the findings, offer and publish the furniture case on 8 May 2023."""
    people, tender = context["people"], context["tender"]
    with clock.at(DECIDED):
        _decide_all(tender, actor=people["verhoeve"])
    with clock.at(OFFERED):
        _offer(tender, actor=people["verhoeve"])
    with clock.at(PUBLISHED):
        outside = OutsideAct(PLATFORM, NOTICE_SENT, reference="TN-2023-118204")
        _publish(tender, actor=people["boersma"], outside=outside)
    tender.refresh_from_db()


def load_clarification(context: dict[str, Any]) -> None:
    """One question about spare parts, its answer by two people, and note 1 with one amendment."""
    people, tender = context["people"], context["tender"]
    with clock.at(REGISTERED):
        question = clarifications.register_question(
            tender.pk,
            actor=people["verhoeve"],
            asked_at=ASKED,
            channel=PLATFORM,
            document_part="Bijlage A, eis MEU-E2",
            text=QUESTION,
            company=context.get("companies", {}).get("B"),
        )
    with clock.at(ANSWERED):
        clarifications.answer_question(question.pk, actor=people["verhoeve"], answer=ANSWER)
        clarifications.propose_amendment(
            tender.pk,
            f"requirements/{SPARE_PARTS}/text",
            actor=people["verhoeve"],
            new=NEW_REQUIREMENT,
            reason=REASON,
            question=question,
        )
    with clock.at(APPROVED):
        clarifications.approve_answer(question.pk, actor=people["bakker"], seen_answer=ANSWER)
    with clock.at(NOTE_RECORDED):
        outside = OutsideAct(PLATFORM, NOTE_SENT, reference="TN-2023-118204-NVI-1")
        context["note"] = clarifications.send_note(tender.pk, actor=people["verhoeve"], outside=outside)
    tender.refresh_from_db()


def bring_to_review(context: dict[str, Any], tender: Tender) -> None:
    """Decide all findings and offer the tender: it waits for the second person."""
    actor = context["people"]["verhoeve"]
    _decide_all(tender, actor=actor)
    _offer(tender, actor=actor)
    tender.refresh_from_db()


def bring_to_published(context: dict[str, Any], tender: Tender) -> None:
    """Publish a practice tender that was brought to review."""
    outside = OutsideAct(PLATFORM, clock.now(), reference=f"TN-OEFEN-{tender.pk}")
    _publish(tender, actor=context["people"]["boersma"], outside=outside)
    tender.refresh_from_db()


def bring_to_clarification(context: dict[str, Any], tender: Tender) -> None:
    """Give a published practice tender two questions: one with an answer to approve, one without an answer."""
    actor = context["people"]["verhoeve"]
    texts = (
        ("Specificatie, onderhoud", "Mogen onderhoudsbeurten van twee locaties op één dag worden gecombineerd?"),
        ("Planning", "Kunnen wij de bestaande stoelen vóór de inschrijving bekijken?"),
    )
    questions = [
        clarifications.register_question(
            tender.pk, actor=actor, asked_at=clock.now(), channel=PLATFORM, document_part=part, text=text
        )
        for part, text in texts
    ]
    answer = "Ja, zolang elke stoel de afgesproken beurt krijgt en de gebruiker vooraf weet wanneer."
    clarifications.answer_question(questions[0].pk, actor=actor, answer=answer)
    tender.refresh_from_db()


def _decide_all(tender: Tender, *, actor: User) -> None:
    for seen in findings.board_of(tender.pk):
        if seen.status in (Status.ASKS, Status.STALE):
            text = DECISIONS.get(seen.finding.rule_id, TICKED_OFF)
            findings.decide(tender.pk, seen.finding.key, actor=actor, text=text)


def _offer(tender: Tender, *, actor: User) -> None:
    publication.offer(tender.pk, actor=actor, seen_sha256=publication.content_sha256(tender.pk))


def _publish(tender: Tender, *, actor: User, outside: OutsideAct) -> None:
    publication.publish(tender.pk, actor=actor, outside=outside, seen_sha256=publication.content_sha256(tender.pk))
