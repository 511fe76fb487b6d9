"""Makers of what stage 4 holds. They write rows; what people do goes through the services."""

from typing import Any

from procurement.accounts.models import Organisation
from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.models import Label, Requirement, Tender


def make_requirement(*, tender: Tender, code: str = "", **fields: Any) -> Requirement:
    """A functional minimum requirement with purpose and proof, the last of the tender."""
    number = tender.requirements.count() + 1
    defaults: dict[str, Any] = {
        "kind": RequirementKind.MINIMUM,
        "formulation": Formulation.FUNCTIONAL,
        "text": f"Een stoel moet ten minste {number} jaar meegaan.",
        "purpose": "Wat lang meegaat hoeft niet nieuw gemaakt te worden.",
        "verification": "Garantieverklaring.",
        "proof_moment": ProofMoment.BID,
        "order": number,
    }
    return Requirement.objects.create(tender=tender, code=code or f"E{number}", **defaults | fields)


def make_label(*, organisation: Organisation, **fields: Any) -> Label:
    """FSC in the register of an organisation, nothing ticked yet."""
    return Label.objects.create(organisation=organisation, **{"name": "FSC"} | fields)
