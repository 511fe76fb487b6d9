"""Where the library lands in drafting: requirements, ambitions and questions to the market."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from procurement.accounts.models import User
from tenders.domain.library import LibraryKind
from tenders.domain.vocabulary import Better, Formulation, ProofMoment, RequirementKind, RStrategy
from tenders.extension_points import LibraryTarget
from tenders.labels_drafting import CODE_PREFIXES
from tenders.models import Ambition, ConsultationQuestion, LibraryVersion, MarketConsultation, Requirement, Tender
from tenders.services import ambitions, consultation, requirements
from tenders.services.library_use import NotReadyError

Values = dict[str, Any]


def requirement_values(version: LibraryVersion) -> Values:
    """Return the fields of a requirement that follow from a requirement, a label or a KPI of the library."""
    content = version.content
    if version.item_kind is LibraryKind.LABEL:
        return _label_as_requirement(content)
    if version.item_kind is LibraryKind.KPI:
        return _kpi_as_requirement(content)
    return {
        "kind": _one_of(RequirementKind, content["kind"], RequirementKind.MINIMUM),
        "formulation": _one_of(Formulation, content["formulation"], Formulation.FUNCTIONAL),
        "text": content["text"],
        "purpose": content["purpose"],
        "verification": content["verification"],
        "proof_moment": _one_of(ProofMoment, content["proof_moment"], ProofMoment.BID),
        "norm": content["norm"][:120],
        "has_equivalent": bool(content["norm"]) and "gelijkwaardig" in content["text"].lower(),
    }


def add_requirement(tender_id: int, actor: User, version: LibraryVersion) -> Requirement:
    """Add a requirement under the next number of its kind."""
    tender = Tender.objects.get(pk=tender_id)
    with override(tender.language):
        values = requirement_values(version)
    code = requirements.next_code(tender, CODE_PREFIXES[values["kind"]])
    return requirements.add_requirement(tender_id, actor=actor, code=code, library_version=version, **values)


def _change_requirement(row: Requirement, actor: User, values: Values) -> None:
    requirements.change_requirement(row.pk, actor=actor, **values)


def _harvest_requirement(row: Requirement) -> tuple[LibraryKind, str, Values]:
    names = ("kind", "formulation", "text", "purpose", "verification", "proof_moment", "norm")
    return LibraryKind.REQUIREMENT, row.text[:120], {name: getattr(row, name) for name in names}


def ambition_values(version: LibraryVersion) -> Values:
    """Return the fields of an ambition; figures that the item leaves open are left out."""
    content = version.content
    names = ("title", "explanation", "indicator", "unit")
    values: Values = {name: content[name] for name in names}
    values["r_strategy"] = _one_of(RStrategy, content["r_strategy"], RStrategy.REUSE)
    values["better"] = _one_of(Better, content["better"], Better.HIGHER)
    figures = {name: _figure(content[name]) for name in ("baseline", "target")}
    return values | {name: figure for name, figure in figures.items() if figure is not None}


def _change_ambition(row: Ambition, actor: User, values: Values) -> None:
    ambitions.change_ambition(row.pk, actor=actor, **values)


def _harvest_ambition(row: Ambition) -> tuple[LibraryKind, str, Values]:
    names = ("title", "explanation", "r_strategy", "indicator", "unit", "better")
    figures = {name: f"{getattr(row, name).normalize():f}" for name in ("baseline", "target")}
    return LibraryKind.AMBITION, row.title, {name: getattr(row, name) for name in names} | figures


def _start_ambition(tender_id: int, version: LibraryVersion) -> str:
    return f"{reverse('tenders:ambition_new', args=[tender_id])}?bibliotheek={version.pk}"


def question_values(version: LibraryVersion) -> Values:
    """Return the fields of a question to the market."""
    content = version.content
    return {"theme": content["theme"][:80], "text": content["text"], "why": content["why"]}


def add_question(tender_id: int, actor: User, version: LibraryVersion) -> ConsultationQuestion:
    """Add a question at the end of the consultation of the tender.

    Raises:
        NotReadyError: "consultation_missing".
    """
    held = MarketConsultation.objects.filter(tender_id=tender_id).first()
    if held is None:
        raise NotReadyError("consultation_missing", "tenders:market")
    values = question_values(version) | {"summary": "", "library_version": version}
    return consultation.add_question(held.pk, actor=actor, **values)


def _change_question(row: ConsultationQuestion, actor: User, values: Values) -> None:
    consultation.change_question(row.pk, actor=actor, **values)


def _harvest_question(row: ConsultationQuestion) -> tuple[LibraryKind, str, Values]:
    return LibraryKind.QUESTION, row.text[:120], {name: getattr(row, name) for name in ("theme", "text", "why")}


def _label_as_requirement(content: Values) -> Values:
    return {
        "kind": RequirementKind.MINIMUM,
        "formulation": Formulation.TECHNICAL,
        "text": _("De levering voldoet aantoonbaar aan: %(label)s.") % {"label": content["text"].rstrip(".")},
        "verification": _("Het keurmerk, een gelijkwaardig keurmerk of ander passend bewijs."),
        "proof_moment": ProofMoment.BID,
        "norm": content["name"][:120],
        "has_equivalent": "gelijkwaardig" in content["text"].lower(),
    }


def _kpi_as_requirement(content: Values) -> Values:
    """A KPI as an execution condition: what is measured, and the value that is due in each contract year."""
    years = "; ".join(
        _("contractjaar %(year)s: %(value)s") % {"year": row["year"], "value": row["value"].replace(".", ",")}
        for row in content["path"]
    )
    text = _("De opdrachtnemer meet %(name)s (in %(unit)s) en haalt ten minste wat voor het jaar is afgesproken.")
    said = [text % {"name": content["name"], "unit": content["unit"]}, content["definition"]]
    if years:
        said.append(_("Groeipad: %(years)s.") % {"years": years})
    return {
        "kind": RequirementKind.EXECUTION,
        "formulation": Formulation.PROCESS,
        "text": " ".join(part for part in said if part),
        "verification": content["evidence"],
        "proof_moment": ProofMoment.QUARTER,
        "group": "KPI",
    }


def _one_of(kinds: Any, value: str, otherwise: Any) -> Any:
    return kinds(value) if value in set(kinds) else otherwise


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _page(name: str, *path: str) -> Any:
    """What gives the address of a row: below its tender, found along ``path``."""

    def url(row: Any) -> str:
        found = row
        for step in path:
            found = getattr(found, step)
        return reverse(name, args=[found, row.pk])

    return url


REQUIREMENTS = LibraryTarget(
    label=gettext_lazy("Eisen"),
    order=20,
    kinds=frozenset({LibraryKind.REQUIREMENT, LibraryKind.LABEL, LibraryKind.KPI}),
    model=Requirement,
    to_tender="tender",
    page="tenders:specification",
    values_of=requirement_values,
    add=add_requirement,
    change=_change_requirement,
    harvest=_harvest_requirement,
    url_of=_page("tenders:change_requirement", "tender_id"),
    name_of=lambda row: row.code,
)
AMBITIONS = LibraryTarget(
    label=gettext_lazy("Ambities"),
    order=10,
    kinds=frozenset({LibraryKind.AMBITION}),
    model=Ambition,
    to_tender="tender",
    page="tenders:ambition",
    values_of=ambition_values,
    start_url=_start_ambition,
    change=_change_ambition,
    harvest=_harvest_ambition,
    url_of=_page("tenders:ambition_edit", "tender_id"),
    name_of=lambda row: row.code,
)
QUESTIONS = LibraryTarget(
    label=gettext_lazy("Vragen aan de markt"),
    order=15,
    kinds=frozenset({LibraryKind.QUESTION}),
    model=ConsultationQuestion,
    to_tender="consultation__tender",
    page="tenders:market_questions",
    values_of=question_values,
    add=add_question,
    change=_change_question,
    harvest=_harvest_question,
    url_of=lambda row: reverse("tenders:market_question_edit", args=[row.consultation.tender_id, row.pk]),
    name_of=lambda row: str(row.number),
)
