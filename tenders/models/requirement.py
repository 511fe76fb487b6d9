"""Requirements: what bids and deliveries must meet."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenders.labels import formulation_choices, proof_moment_choices, requirement_kind_choices
from tenders.labels_specification import part_choices
from tenders.models.ambition import Ambition
from tenders.models.library import LibraryVersion
from tenders.models.lot import Lot
from tenders.models.tender import Tender
from tenders.querysets import RequirementQuerySet


class Requirement(models.Model):
    """One requirement (eis). code: stable within the tender and never reused; "E1" and "e1" are one.

    lot: empty when it holds for all lots. article: for an exclusion ground, the article it stands in.
    has_equivalent: "of gelijkwaardig" stands with the norm or make that is named (Aw 2012 art. 2.76).
    consequence: what follows in the contract when it is not met; for execution conditions.
    for_variants: a variant must meet it too (Aw 2012 art. 2.83).
    library_version: what it was taken from, as the library had it then.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="requirements")
    lot = models.ForeignKey(
        Lot,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="requirements",
        verbose_name=_("perceel"),
    )
    code = models.CharField(_("nummer"), max_length=16)
    kind = models.CharField(_("soort"), max_length=12, choices=requirement_kind_choices)
    group = models.CharField(_("groep"), max_length=60, blank=True)
    formulation = models.CharField(_("formulering"), max_length=12, choices=formulation_choices)
    part = models.CharField(_("onderdeel"), max_length=12, choices=part_choices, blank=True)
    text = models.TextField(_("eis"))
    purpose = models.TextField(_("waarom deze eis"), blank=True)
    verification = models.TextField(_("hoe het wordt vastgesteld"), blank=True)
    proof_moment = models.CharField(_("bewijsmoment"), max_length=10, choices=proof_moment_choices)
    consequence = models.TextField(_("gevolg als hieraan niet wordt voldaan"), blank=True)
    for_variants = models.BooleanField(_("geldt ook voor varianten"), default=False)
    article = models.CharField(_("artikel"), max_length=60, blank=True)
    norm = models.CharField(_("norm, keurmerk of merk"), max_length=120, blank=True)
    has_equivalent = models.BooleanField(_("met 'of gelijkwaardig'"), default=False)
    ambition = models.ForeignKey(
        Ambition,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requirements",
        verbose_name=_("hoort bij ambitie"),
    )
    library_version = models.ForeignKey(
        LibraryVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="requirements"
    )
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["tender", "order", "pk"]
        verbose_name = _("eis")
        constraints = [models.UniqueConstraint("tender", Lower("code"), name="tenders_one_requirement_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:80]}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
