"""What the choice of a procedure rests on, what was decided, and what its terms depend on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.domain.procedure_vocabulary import BidEffort, Innovation, Regime
from tenders.labels import procedure_choices
from tenders.labels_procedure import (
    bid_effort_choices,
    exemption_choices,
    innovation_choices,
    no_notice_ground_choices,
    regime_choices,
)
from tenders.models.tender import Tender


class ProcedureFacts(models.Model):
    """The answers from which Kring says which procedures can be used; an answer that is None is not given yet.

    can_be_specified: by norm, assessment or reference (art. 2.28 lid 1 d). needs_negotiation: because of nature,
    complexity, make-up or risk (c). earlier_failed: an earlier procedure brought only irregular or unacceptable bids
    (e). capable_firms: how many firms can do the work. exemption: the contract lies outside part 2 of the law.
    """

    tender = models.OneToOneField(Tender, on_delete=models.CASCADE, related_name="procedure_facts")
    regime = models.CharField(
        _("wat voor opdracht is het"), max_length=12, choices=regime_choices, default=Regime.REGULAR
    )
    can_be_specified = models.BooleanField(_("is de opdracht vooraf precies te omschrijven"), null=True, blank=True)
    innovation = models.CharField(
        _("wat moet er nieuw zijn"), max_length=16, choices=innovation_choices, default=Innovation.NONE
    )
    needs_negotiation = models.BooleanField(_("moet er onderhandeld worden"), null=True, blank=True)
    earlier_failed = models.BooleanField(_("is eerder aanbesteed zonder goede inschrijving"), null=True, blank=True)
    capable_firms = models.PositiveSmallIntegerField(_("aantal geschikte ondernemingen"), null=True, blank=True)
    bid_effort = models.CharField(
        _("werk voor een inschrijver"), max_length=8, choices=bid_effort_choices, default=BidEffort.NORMAL
    )
    cross_border = models.BooleanField(_("duidelijk grensoverschrijdend belang"), null=True, blank=True)
    repeats = models.BooleanField(_("gangbare inkopen die steeds terugkomen"), null=True, blank=True)
    no_notice_ground = models.CharField(
        _("grond om niet aan te kondigen"), max_length=20, choices=no_notice_ground_choices, blank=True
    )
    exemption = models.CharField(_("uitzondering op de wet"), max_length=16, choices=exemption_choices, blank=True)
    exemption_facts = models.TextField(_("feiten bij de uitzondering"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("feiten voor de procedurekeuze")

    def __str__(self) -> str:
        return f"{_('Feiten voor de procedurekeuze')} {self.tender}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class ProcedureDecision(models.Model):
    """A procedure that was adopted, by whom and why, beside what else was possible; the newest one counts.

    verdict, facts: as they stood then. considered: every procedure with verdict and codes of its reasons.
    alternatives: in words, why the others were not chosen (study line 392-396).
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="procedure_decisions")
    procedure = models.CharField(_("procedure"), max_length=32, choices=procedure_choices)
    verdict = models.CharField(max_length=12)
    motivation = models.TextField(_("motivering procedure"))
    alternatives = models.TextField(_("overwogen alternatieven"), blank=True)
    facts = models.JSONField(default=dict)
    considered = models.JSONField(default=list)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "-decided_at", "-pk"]
        verbose_name = _("procedurekeuze")

    def __str__(self) -> str:
        return f"{self.get_procedure_display()} {self.decided_at:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class TermFacts(models.Model):
    """What shortens the terms of a tender, or adds one.

    urgency: duly substantiated, reason in the notice (art. 2.74). prior_notice_on: day on which a prior information
    notice that holds all of article 2.71 lid 6 was sent. veat: notice before a contract without one (art. 4.16).
    """

    tender = models.OneToOneField(Tender, on_delete=models.CASCADE, related_name="term_facts")
    urgency = models.BooleanField(_("verkorte termijnen wegens urgentie"), default=False)
    urgency_reason = models.TextField(_("reden van de urgentie"), blank=True)
    prior_notice_on = models.DateField(_("vooraankondiging verzonden op"), null=True, blank=True)
    veat = models.BooleanField(_("aankondiging vrijwillige transparantie vooraf"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("feiten voor de termijnen")

    def __str__(self) -> str:
        return f"{_('Feiten voor de termijnen')} {self.tender}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
