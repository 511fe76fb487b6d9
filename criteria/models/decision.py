"""Computation, decision and letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import Disclosure, LetterState
from criteria.labels import disclosure_choices, letter_kind_choices, letter_state_choices
from criteria.models.bid import Bid
from criteria.models.committee import Evaluation
from procurement.accounts.models import User
from procurement.core.models import SignedAct, StoredFile
from tenders.models import FormalAct


class Computation(models.Model):
    """A stored computation: the award case and its result. The database refuses to change or remove it.

    The case alone gives the result, on any machine, with ``manage.py award``.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="computations")
    case = models.JSONField()
    result = models.JSONField()
    case_format = models.CharField(max_length=20)
    result_sha256 = models.CharField(max_length=64)
    computed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="computations")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation", "-pk"]
        verbose_name = _("berekening")

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.computed_at:%Y-%m-%d %H:%M}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.evaluation.organisation_id


class AwardAdvice(models.Model):
    """The advice of the committee to the mandate holder; may be rewritten until the decision.

    disclosure: what letters tell of the winner (rule AWD-10). submitted_at: empty for a draft.
    """

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="advice")
    text = models.TextField(_("advies van de commissie"), blank=True)
    disclosure = models.CharField(
        _("wat de brieven over de winnaar vertellen"),
        max_length=8,
        choices=disclosure_choices,
        default=Disclosure.FULL,
    )
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="award_advices")

    class Meta:
        verbose_name = _("gunningsadvies")

    def __str__(self) -> str:
        return f"{self.evaluation_id}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.evaluation.organisation_id


class AwardDecision(models.Model):
    """The decision of the mandate holder (gunningsbeslissing). The database refuses to change or remove it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="decisions")
    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="decisions")
    winner = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="won_decisions")
    advice = models.TextField(_("advies van de commissie"))
    motivation = models.TextField(_("motivering van het besluit"))
    disclosure = models.CharField(max_length=8, choices=disclosure_choices, default=Disclosure.FULL)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="award_decisions")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation", "-pk"]
        verbose_name = _("gunningsbeslissing")

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.winner_id}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.evaluation.organisation_id


class Letter(models.Model):
    """A letter to one bidder, with the reasons for exactly that bidder.

    content: the document as a tree of blocks, frozen at approval; standstill_ends_on: last day, by the terms engine.
    """

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="letters")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(_("soort"), max_length=12, choices=letter_kind_choices)
    state = models.CharField(_("status"), max_length=10, choices=letter_state_choices, default=LetterState.DRAFT)
    personal_note = models.TextField(_("aanvulling op de motivering"), blank=True)
    content = models.JSONField(null=True)
    act = models.ForeignKey(SignedAct, null=True, on_delete=models.PROTECT, related_name="letters")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="letters")
    sent_at = models.DateTimeField(null=True)
    standstill_ends_on = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["decision", "bid"]
        verbose_name = _("brief")
        constraints = [models.UniqueConstraint(fields=["decision", "bid"], name="criteria_one_letter_a_bidder")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.bid}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.decision.organisation_id


class Standstill(models.Model):
    """From the sending of the letters to the final award (opschortende termijn, Aw 2012 art. 2.127-2.131).

    send_on: the day on which all letters go out, printed in them; ends_on: last day by the terms engine, also printed.
    act: how and when the letters went out, on the outside channel. A summons that was served stands beside it.
    """

    decision = models.OneToOneField(AwardDecision, on_delete=models.PROTECT, related_name="standstill")
    send_on = models.DateField(_("verzenddatum"))
    ends_on = models.DateField(_("laatste dag van de opschortende termijn"))
    act = models.ForeignKey(FormalAct, null=True, on_delete=models.PROTECT, related_name="standstills")
    sent_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    final_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="final_awards")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("opschortende termijn")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.ends_on:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.decision.organisation_id
