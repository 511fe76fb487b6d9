"""The quarterly report: what it says, that it is the same each time, and who may read it."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from contracts.domain.periods import Quarter
from contracts.models import Review
from contracts.services import incentives, report, reviews
from contracts.services.measuring import correct_measurement
from contracts.services.parties import Party
from procurement.accounts.domain.roles import Role
from procurement.core import documents, pdf
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.services import jobs, papers
from procurement.core.services.files import may_read
from tests.factories.accounts import make_company, make_contact, make_user
from tests.factories.contracts import make_kpi, make_promise

pytestmark = pytest.mark.django_db
Q2 = Quarter(2024, 2)


@pytest.fixture
def review(running: Any) -> Review:
    contract = running.contract
    bid = contract.bid
    share = make_promise(bid, bid.lot.award_model.criteria.get(code="K5"))
    make_kpi(
        contract, promise=share, name="Aandeel hergebruikt", unit="% massa", measured={"2024Q1": "70", "2024Q2": "73"}
    )
    late = make_kpi(
        contract,
        name="Emissievrij",
        targets="60",
        measured={"2024Q1": "48", "2024Q2": "50"},
        penalty_after_reds=2,
        penalty_eur=Decimal(2500),
    )
    correct_measurement(
        late.measurements.get(period="2024Q2").pk,
        value=Decimal(55),
        measured_on=date(2024, 7, 10),
        source="Ritten",
        note="Twee ritten ontbraken.",
        actor=running.manager,
    )
    [penalty] = incentives.propose_incentives(contract.pk, actor=running.manager)
    incentives.hear(penalty.pk, text="De auto kwam laat.", heard_on=date(2024, 7, 16), actor=running.contractor)
    incentives.decide(penalty.pk, impose=True, motivation="De regel geldt voor ieder.", actor=running.manager)
    action = {"text": "Auto inzetten", "owner": "De opdrachtnemer", "due": date(2024, 9, 2), "kpi": late}
    texts = {"summary": "Tweede keer rood.", "decisions": "Boete opgelegd.", "attendees": "W. de Ruiter"}
    return reviews.save_review(contract.pk, Q2, [action], actor=running.manager, held_on=date(2024, 7, 23), **texts)


def sign(running: Any, review: Review) -> Review:
    reviews.offer_review(review.pk, actor=running.manager)
    reviews.sign_review(review.pk, person=running.manager, party=Party.AUTHORITY)
    return reviews.sign_review(review.pk, person=running.contractor, party=Party.CONTRACTOR)


def text_of(review: Review) -> str:
    content = pdf.render_pdf(documents.render_html(report.build_report(review)))
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_report_tells_the_whole_quarter(running, review):
    text = text_of(sign(running, review))

    for words in (
        "Kwartaalrapportage tweede kwartaal 2024",
        "Van de 2 KPI's die dit kwartaal tellen: 1 groen, 1 rood.",
        "Tweede keer rood.",
        "Rood: 55%, norm ten minste 60%. 5 procentpunt te weinig.",
        "Afspraak: auto inzetten (De opdrachtnemer, uiterlijk 2 september 2024).",
        "De auto kwam laat.",
        "De regel geldt voor ieder.",
        "Twee ritten ontbraken.",
        "Ondertekend op 14 oktober 2024",
        running.contract.company.name,
        review.period,
    ):
        assert words in text, words
    assert "Concept" not in text


def test_a_draft_says_that_it_is_one_and_shows_how_things_stand(review):
    text = text_of(review)

    assert "Concept: deze rapportage is nog niet aangeboden" in text
    assert "Nog te tekenen" in text


def test_the_signed_report_stays_the_same_whatever_happens_after(running, review):
    signed = sign(running, review)
    before = report.report_paper(signed)
    html = documents.render_html(report.build_report(signed))
    first = pdf.render_pdf(html)

    running.contract.title = "Anders"
    running.contract.save()
    make_kpi(running.contract, name="Later")
    again = Review.objects.get(pk=review.pk)

    assert report.report_paper(again) == before
    assert pdf.render_pdf(documents.render_html(report.build_report(again))) == first
    with translation.override("en"):
        assert report.report_paper(again).fingerprint == before.fingerprint


def test_the_shown_snapshot_keeps_its_keys_for_a_page(running, review):
    shown = report.shown_snapshot(sign(running, review).snapshot)

    assert [row["status_label"] for row in shown["kpis"]] == ["groen", "rood"]
    assert shown["kpis"][1]["value"] == Decimal(55)
    assert shown["penalties"][0]["state_label"] == "opgelegd"
    assert shown["actions"][0]["due"] == date(2024, 9, 2)
    assert report.shown_snapshot(None) == {}


def reported(running: Any, review: Review) -> Any:
    """The file that the job makes of a review."""
    job = papers.request_paper(
        report.report_paper(review),
        PaperFormat.PDF,
        actor=running.manager,
        organisation=running.contract.organisation,
        enqueue=lambda pk: None,
    )
    jobs.run(str(job.pk))
    job.refresh_from_db()
    return job.result


def test_a_draft_report_stays_with_who_writes_it_also_once_it_is_signed(running, review):
    stored = reported(running, review)
    sign(running, review)
    reader = make_user(organisation=running.contract.organisation, role=Role.READER)

    assert stored.kind == report.DRAFT_FILE_KIND
    assert [may_read(user, stored) for user in (running.manager, running.contractor, reader)] == [True, False, False]


def test_the_job_stores_the_report_for_the_parties_only(running, review):
    contract = running.contract
    stored = reported(running, sign(running, review))

    assert (stored.kind, stored.target_id) == (report.FILE_KIND, review.pk)
    assert stored.name.endswith("-2024q2.pdf")
    reader = make_user(organisation=contract.organisation, role=Role.READER)
    competitor = make_contact(company=make_company(organisation=contract.organisation))
    assert [may_read(user, stored) for user in (running.manager, running.contractor, reader)] == [True] * 3
    assert [may_read(user, stored) for user in (competitor, make_user(role=Role.BUYER))] == [False] * 2
