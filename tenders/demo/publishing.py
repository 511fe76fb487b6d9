"""Stage 6 of the demo: the furniture case published by two, and practice tenders on their way there."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from procurement.accounts.models import User
from procurement.core import clock
from tenders.domain.compliance import Status
from tenders.models import Tender
from tenders.services import findings, publication
from tenders.services.formal_acts import OutsideAct

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLATFORM = "TenderNed"
DECIDED = datetime(2023, 5, 4, 11, 0, tzinfo=AMSTERDAM)
OFFERED = datetime(2023, 5, 8, 9, 10, tzinfo=AMSTERDAM)
NOTICE_SENT = datetime(2023, 5, 8, 10, 2, tzinfo=AMSTERDAM)
PUBLISHED = datetime(2023, 5, 8, 10, 20, tzinfo=AMSTERDAM)
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


def _decide_all(tender: Tender, *, actor: User) -> None:
    for seen in findings.board_of(tender.pk):
        if seen.status in (Status.ASKS, Status.STALE):
            text = DECISIONS.get(seen.finding.rule_id, TICKED_OFF)
            findings.decide(tender.pk, seen.finding.key, actor=actor, text=text)


def _offer(tender: Tender, *, actor: User) -> None:
    publication.offer(tender.pk, actor=actor, seen_sha256=publication.content_sha256(tender.pk))


def _publish(tender: Tender, *, actor: User, outside: OutsideAct) -> None:
    publication.publish(tender.pk, actor=actor, outside=outside, seen_sha256=publication.content_sha256(tender.pk))
