"""Stage 6: publish with two people, read what is published, compare publications, make the guide."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core import clock, documents
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message, signature_refused_message
from procurement.core.paper_answers import answer_request
from procurement.core.services import signatures
from procurement.core.services.papers import offers
from procurement.core.services.signatures import SignatureRefused
from procurement.core.templatetags.formats import dutch_datetime
from tenders.domain.differences import differences
from tenders.domain.lifecycle import EDITABLE
from tenders.domain.vocabulary import StepKind
from tenders.forms.publishing import OfferForm, PublishForm
from tenders.labels import STEP_KIND_LABELS
from tenders.labels_publishing import (
    CLAUSE_LABELS,
    FORMAL_ACT_LABELS,
    PART_LABELS,
    PUBLICATION_FIELDS,
    PUBLICATION_REFUSED,
    STEP_FIELDS,
    refused,
)
from tenders.models import Publication, Requirement, Tender
from tenders.services import findings, guide
from tenders.services import publication as service
from tenders.services.formal_acts import OutsideTimeError
from tenders.views.review import tabs
from tenders.workspace import frame, open_tender


def publish(request: Request, pk: int) -> HttpResponse:
    """Show where publishing stands; the second person publishes here."""
    tender = open_tender(request, pk)
    form = None
    if request.method == "POST":
        open_tender(request, pk, "tenders.publish_tender")
        if tender.state not in EDITABLE:
            messages.info(request, refused(PUBLICATION_REFUSED, "wrong_state", {}))
            return redirect("tenders:publications", pk)
        form = PublishForm(request.POST, request.FILES, user=request.user)
        if form.is_valid() and _publish(request, tender, form):
            return redirect("tenders:publications", pk)
    return _page(request, tender, publish_form=form)


@require_POST
def offer(request: Request, pk: int) -> HttpResponse:
    """Sign first: offer the tender for publication."""
    tender = open_tender(request, pk, "tenders.publish_tender")
    form = OfferForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            service.offer(pk, actor=request.user, seen_sha256=form.cleaned_data["seen_sha256"])
        except service.PublicationRefusedError as error:
            form.add_error(None, refused(PUBLICATION_REFUSED, error.code, error.params))
        except SignatureRefused as error:
            form.add_error(None, signature_refused_message(error.code))
        else:
            messages.success(request, _("Aangeboden. Een tweede persoon kan nu publiceren."))
            return redirect("tenders:publish", pk)
    return _page(request, tender, offer_form=form)


@require_POST
def withdraw_offer(request: Request, pk: int) -> HttpResponse:
    """Take the offer back; the tender is a draft again."""
    open_tender(request, pk, "tenders.publish_tender")
    try:
        service.withdraw_offer(pk, actor=request.user)
    except service.PublicationRefusedError as error:
        messages.error(request, refused(PUBLICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("Het aanbod is ingetrokken. De aanbesteding is weer een concept."))
    return redirect("tenders:publish", pk)


@require_POST
def make_guide(request: Request, pk: int) -> HttpResponse:
    """Ask for the guide as a file, of the newest publication or of the draft."""
    tender = open_tender(request, pk)
    return answer_request(request, guide.guide_paper(tender, _newest(tender)), organisation=tender.organisation)


def publications(request: Request, pk: int) -> HttpResponse:
    """List the publications with hash, people and formal acts."""
    tender = open_tender(request, pk)
    rows = tender.publications.select_related("act").prefetch_related("act__signatures")
    newest = _newest(tender)
    context = {
        "publications": list(rows),
        "acts": [
            {"act": act, "label": FORMAL_ACT_LABELS.get(act.kind, act.kind)}
            for act in tender.formal_acts.select_related("evidence", "recorded_by")
        ],
        "offers": offers(guide.guide_paper(tender, newest), person=request.user) if newest else [],
        "tabs": tabs(tender, "publications", 0),
    }
    return render(request, "tenders/publications.html", {**frame(request, tender, "review"), **context})


def publication(request: Request, pk: int, number: int) -> HttpResponse:
    """Show a publication as it is read: the guide from its frozen snapshot."""
    tender = open_tender(request, pk)
    shown = get_object_or_404(Publication, tender=tender, number=number)
    contents, parts = documents.render_parts(guide.guide_of(tender, shown))
    context = {"publication": shown, "contents": contents, "parts": parts, "tabs": tabs(tender, "publications", 0)}
    return render(request, "tenders/publication.html", {**frame(request, tender, "review"), **context})


def publication_changes(request: Request, pk: int, number: int) -> HttpResponse:
    """Show word by word what a publication changed against the one before."""
    tender = open_tender(request, pk)
    new = get_object_or_404(Publication, tender=tender, number=number)
    old = get_object_or_404(Publication, tender=tender, number=number - 1)
    context = {
        "publication": new,
        "before": old,
        "changes": [
            {"place": _place(change.path), "pieces": change.pieces}
            for change in differences(old.snapshot, new.snapshot, leave_out=frozenset({"clarifications"}))
        ],
        "tabs": tabs(tender, "publications", 0),
    }
    return render(request, "tenders/publication_changes.html", {**frame(request, tender, "review"), **context})


def _publish(request: Request, tender: Tender, form: PublishForm) -> bool:
    try:
        seen = form.cleaned_data["seen_sha256"]
        service.publish(tender.pk, actor=request.user, outside=form.outside(), seen_sha256=seen)
    except service.PublicationRefusedError as error:
        form.refuse(PUBLICATION_REFUSED, PUBLICATION_FIELDS, error.code, error.params)
    except SignatureRefused as error:
        form.add_error(None, signature_refused_message(error.code))
    except OutsideTimeError:
        form.refuse(PUBLICATION_REFUSED, PUBLICATION_FIELDS, "in_future", {})
    except FileRefused as error:
        form.add_error("evidence", file_refused_message(error))
    else:
        messages.success(request, _("Gepubliceerd. De stukken liggen vast."))
        return True
    return False


def _page(
    request: Request,
    tender: Tender,
    *,
    offer_form: OfferForm | None = None,
    publish_form: PublishForm | None = None,
) -> HttpResponse:
    tender.refresh_from_db()
    may_sign = request.user.has_perm("tenders.publish_tender", tender) and tender.state in EDITABLE
    pending = signatures.pending(service.KIND, tender) if tender.state in EDITABLE else None
    sha256 = service.content_sha256(tender.pk) if tender.state in EDITABLE else ""
    open_count = len(findings.open_of([tender.pk])[tender.pk]) if tender.state in EDITABLE else 0
    fits = pending is not None and pending.content_sha256 == sha256
    has_signed = pending is not None and pending.signatures.filter(person=request.user).exists()
    start = {"seen_sha256": sha256}
    if may_sign and not open_count and not fits:
        offer_form = offer_form or OfferForm(user=request.user, initial=start)
    if may_sign and not open_count and fits and not has_signed:
        begin = start | {"outside_at": clock.now(), "channel": "TenderNed"}
        publish_form = publish_form or PublishForm(user=request.user, initial=begin)
    context = {
        "open_count": open_count,
        "pending": pending,
        "is_stale": pending is not None and not fits,
        "has_signed": has_signed,
        "may_sign": may_sign,
        "people": _people(pending),
        "sha256": sha256,
        "offer_form": offer_form,
        "publish_form": publish_form,
        "newest": _newest(tender),
        "offers": offers(guide.guide_paper(tender, _newest(tender)), person=request.user),
        "tabs": tabs(tender, "publish", open_count),
    }
    failed = any(form is not None and form.is_bound for form in (offer_form, publish_form))
    answer = {**frame(request, tender, "review"), **context}
    return render(request, "tenders/publish.html", answer, status=422 if failed else 200)


def _people(act: Any) -> list[dict[str, Any]]:
    if act is None:
        return []
    rows = [
        {"name": row.person_name, "role": row.capacity, "signed_at": dutch_datetime(row.shown_at, "medium")}
        for row in act.signatures.all()
    ]
    return [*rows, {"name": _("Een tweede persoon"), "role": _("publiceert"), "signed_at": None}]


def _newest(tender: Tender) -> Publication | None:
    return tender.publications.order_by("-number").first()


def _place(path: tuple[str, ...]) -> str:
    """What a changed field is called: its part, its item, and its own name as the forms have it."""
    part, *between, name = path
    words = [str(PART_LABELS.get(part, part))]
    words += [str(STEP_KIND_LABELS[StepKind(word)]) if part == "planning" else word for word in between]
    model = Requirement if part == "requirements" else Tender
    own = {field.name: field.verbose_name for field in model._meta.get_fields() if hasattr(field, "verbose_name")}
    label = CLAUSE_LABELS.get(name) if part == "clauses" else STEP_FIELDS.get(name) if part == "planning" else None
    return " · ".join([*words, str(label or own.get(name, name))])
