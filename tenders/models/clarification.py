"""Questions of bidders and the notes that answer them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company, User
from tenders.models.publication import Publication
from tenders.models.tender import Tender


class ClarificationNote(models.Model):
    """A clarification note (nota van inlichtingen). Sending it applies its amendments and freezes a publication."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="clarification_notes")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="sent_notes")
    publication = models.OneToOneField(
        Publication, null=True, on_delete=models.PROTECT, related_name="clarification_note"
    )

    class Meta:
        ordering = ["tender", "number"]
        verbose_name = _("nota van inlichtingen")
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="tenders_one_note_a_number")]

    def __str__(self) -> str:
        return f"{_('Nota van inlichtingen')} {self.number}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class Question(models.Model):
    """A question about the documents, anonymous in every output (Aw 2012 art. 2.53).

    asked_at: when it arrived on the outside channel. company: who asked; never printed.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("gesteld door"),
    )
    asked_at = models.DateTimeField(_("gesteld op"))
    channel = models.CharField(_("kanaal"), max_length=80)
    document_part = models.CharField(_("document en paragraaf"), max_length=160)
    text = models.TextField(_("vraag (anoniem)"))
    answer = models.TextField(_("antwoord"), blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_questions"
    )
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_answers"
    )
    note = models.ForeignKey(
        ClarificationNote, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "number"]
        verbose_name = _("vraag")
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="tenders_one_question_a_number")]

    def __str__(self) -> str:
        return f"{_('Vraag')} {self.number}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class Amendment(models.Model):
    """A change of the published documents, applied when its note is sent.

    part: key of the snapshot part; item: stable code within it (requirement code, step kind); field: what changes.
    """

    note = models.ForeignKey(ClarificationNote, on_delete=models.CASCADE, related_name="amendments")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="amendments")
    part = models.CharField(max_length=40)
    item = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(_("reden"))

    class Meta:
        ordering = ["note", "pk"]
        verbose_name = _("wijziging")

    def __str__(self) -> str:
        return f"{self.part} {self.item} {self.field}"
