"""Questions of bidders and the notes that answer them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company, User
from tenders.domain.questions import Handling, QuestionState
from tenders.labels_questions import handling_choices, question_state_choices
from tenders.models.publication import Publication
from tenders.models.tender import Tender
from tenders.querysets import QuestionQuerySet


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

    number: in notes; empty for what is answered to the asker alone, so that nobody can count those. private_number:
    the own series of those. own_number: what the asker sees, counted within its company. asked_at: when it arrived on
    the channel, there under outside_number. company, asked_by: who asked; original_text, background: as it came in;
    none of these is ever printed. text: the anonymous wording; is_anonymous: checked, by machine or by a person.
    names_meant: pieces that a person said may stand in wording and answer. sent_at: of an answer to the asker alone.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField(null=True)
    private_number = models.PositiveSmallIntegerField(null=True)
    own_number = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(_("stand"), max_length=10, choices=question_state_choices, default=QuestionState.OPEN)
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("gesteld door"),
    )
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="asked_questions")
    asked_at = models.DateTimeField(_("gesteld op"))
    channel = models.CharField(_("kanaal"), max_length=80)
    outside_number = models.CharField(_("nummer op het platform"), max_length=40, blank=True)
    original_text = models.TextField(_("vraag zoals gesteld"), blank=True)
    background = models.TextField(_("achtergrond"), blank=True)
    document_part = models.CharField(_("document en paragraaf"), max_length=160)
    text = models.TextField(_("vraag (anoniem)"))
    is_anonymous = models.BooleanField(default=True)
    names_meant = models.JSONField(default=list)
    is_confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    confidential_reason = models.TextField(_("waarom vertrouwelijk"), blank=True)
    handling = models.CharField(max_length=10, choices=handling_choices, default=Handling.GENERAL)
    handling_reason = models.TextField(_("waarom zo behandeld"), blank=True)
    handled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_questions"
    )
    assigned_to = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_questions",
        verbose_name=_("toegewezen aan"),
    )
    due_on = models.DateField(_("antwoord uiterlijk"), null=True, blank=True)
    answer = models.TextField(_("antwoord"), blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_questions"
    )
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_answers"
    )
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates")
    note = models.ForeignKey(
        ClarificationNote, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["tender", "number", "private_number", "pk"]
        verbose_name = _("vraag")
        constraints = [
            models.UniqueConstraint(fields=["tender", "number"], name="tenders_one_question_a_number"),
            models.UniqueConstraint(fields=["tender", "private_number"], name="tenders_one_private_question_a_number"),
            models.UniqueConstraint(
                fields=["tender", "company", "own_number"],
                condition=Q(own_number__isnull=False),
                name="tenders_one_own_question_a_number",
            ),
            models.UniqueConstraint(
                fields=["tender", "channel", "outside_number"],
                condition=~Q(outside_number=""),
                name="tenders_one_question_an_outside_number",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(private_number__isnull=False),
                name="tenders_question_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return _("Vertrouwelijke vraag %(number)s") % {"number": self.private_number}
        return f"{_('Vraag')} {self.number}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class QuestionComment(models.Model):
    """What the team says to one another about a question; never leaves the team."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="question_comments")
    at = models.DateTimeField()
    text = models.TextField(_("opmerking"))

    class Meta:
        ordering = ["question", "at", "pk"]
        verbose_name = _("opmerking bij een vraag")

    def __str__(self) -> str:
        return self.text[:80]


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
