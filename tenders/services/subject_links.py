"""Where a finding about a tender is solved: the page, and on it the field."""

from django.urls import reverse

from procurement.core.domain.rule_table import Subject

# Page of the tender -> the fields of ``tender_field`` that stand there.
PAGES: dict[str, frozenset[str]] = {
    "tenders:procedure": frozenset(
        {
            "estimated_value_eur",
            "value_dated_on",
            "value_basis",
            "clustering_motivation",
            "no_lots_motivation",
            "quantity",
            "cpv_codes",
            "nuts_codes",
        }
    ),
    "tenders:procedure_choice": frozenset({"procedure", "regime", "cross_border", "exemption_facts"}),
    "tenders:value_estimate": frozenset({"estimate"}),
    "tenders:procedure_decision": frozenset({"procedure_motivation"}),
    "tenders:conditions": frozenset(
        {
            "duration_months",
            "duration_motivation",
            "tender_fee_motivation",
            "validity_days",
            "free_documents",
            "electronic_submission",
        }
    ),
    "tenders:planning": frozenset({"planning"}),
    "tenders:specification": frozenset({"requirements"}),
    "tenders:grounds": frozenset({"grounds"}),
    "tenders:clauses": frozenset({"growth_clause", "penalty_clause", "recalibration_clause"}),
    "tenders:strategy": frozenset({"strategy"}),
    "tenders:ambition": frozenset({"ambitions"}),
    "tenders:market": frozenset({"consultation"}),
}
DETAIL_PAGES = {
    "suitability": "tenders:requirement_suitability",
    "measure": "tenders:requirement_measure",
    "signal": "tenders:requirement_feasibility",
    "labels": "tenders:requirement_labels",
}
"""What a finding names below a requirement -> its page."""
WHOLE_PAGES = frozenset(
    {
        "planning",
        "requirements",
        "grounds",
        "strategy",
        "ambitions",
        "consultation",
        "procedure",
        "procedure_motivation",
        "estimate",
    }
)
OF_ORGANISATION = frozenset({"organisation", "complaint_desk", "court_city"})


def link_to_field(tender_id: int, subject: Subject) -> str:
    """Return the address of a field of the tender, or of its page where it has no field of its own."""
    if subject.field in OF_ORGANISATION:
        return reverse("accounts:organisation")
    for page, fields in PAGES.items():
        if subject.field in fields:
            anchor = "" if subject.field in WHOLE_PAGES else f"#id_{subject.field}"
            return f"{reverse(page, args=[tender_id])}{anchor}"
    return reverse("tenders:workspace", args=[tender_id])


def link_to_step(tender_id: int, subject: Subject) -> str:
    """Return the address of the date of a step of the planning."""
    return f"{reverse('tenders:planning', args=[tender_id])}#id_{subject.key}_day"


def link_to_team(tender_id: int, _subject: Subject) -> str:
    """Return the address of the team."""
    return reverse("tenders:team", args=[tender_id])


def link_to_requirement(tender_id: int, subject: Subject) -> str:
    """Return the address of a requirement, or of the page below it, at the field that the finding names."""
    part, _dot, field = subject.field.rpartition(".")
    page = DETAIL_PAGES.get(part or subject.field, "tenders:change_requirement")
    named = field or (subject.field if page == "tenders:change_requirement" else "")
    anchor = f"#id_{named}" if named else ""
    return f"{reverse(page, args=[tender_id, int(subject.key)])}{anchor}"


def link_to_space(tender_id: int, subject: Subject) -> str:
    """Return the address of a field of frames and room."""
    return f"{reverse('tenders:solution_space', args=[tender_id])}#id_{subject.field}"


def link_to_selection(tender_id: int, subject: Subject) -> str:
    """Return the address of the selection criteria, or of their scale."""
    page = "tenders:selection_scale" if subject.field == "scale" else "tenders:selection"
    return reverse(page, args=[tender_id])


def link_to_level(tender_id: int, subject: Subject) -> str:
    """Return the address of a level of an ambition."""
    return f"{reverse('tenders:ambition_level', args=[tender_id, int(subject.key)])}#id_{subject.field}"
