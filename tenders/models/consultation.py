"""The market consultation: questions, responses, conclusions."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenders.labels import follow_up_choices
from tenders.models.library import LibraryVersion
from tenders.models.tender import Tender
from tenders.querysets import AnsweredQuerySet, MarketConsultationQuerySet


class MarketConsultation(models.Model):
    """A market consultation (marktconsultatie) before the tender; equal for all (Aw 2012 art. 2.51).

    capable_firms: how many firms can do the work, as the consultation showed; feeds proportionality.
    level_field_measures: how everybody gets the same information and time (Aw 2012 art. 2.51); printed in the report.
    """

    tender = models.OneToOneField(Tender, on_delete=models.CASCADE, related_name="consultation")
    purpose = models.TextField(_("doel van de consultatie"))
    is_open = models.BooleanField(_("openbaar aangekondigd"), default=True)
    invitation_motivation = models.TextField(_("waarom alleen deze partijen"), blank=True)
    channel = models.CharField(_("kanaal"), max_length=80, blank=True)
    held_on = models.DateField(_("datum consultatie"))
    respond_by = models.DateField(_("reageren tot en met"), null=True, blank=True)
    report_published_on = models.DateField(_("verslag gepubliceerd op"), null=True, blank=True)
    level_field_measures = models.TextField(_("maatregelen voor een gelijk speelveld"), blank=True)
    capable_firms = models.PositiveSmallIntegerField(_("aantal geschikte partijen"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MarketConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("marktconsultatie")

    def __str__(self) -> str:
        return f"{_('Marktconsultatie')} {self.tender}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class ConsultationQuestion(models.Model):
    """A question to the market, the same for every party.

    summary: of the answers, not traceable to a firm; without one the report prints the answers without names.
    """

    consultation = models.ForeignKey(MarketConsultation, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    theme = models.CharField(_("thema"), max_length=80)
    text = models.TextField(_("vraag"))
    why = models.TextField(_("waarom wij dit vragen"), blank=True)
    summary = models.TextField(_("samenvatting van de antwoorden"), blank=True)
    library_version = models.ForeignKey(
        LibraryVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="consultation_questions"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = AnsweredQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            # Deferred, so that two questions can change places in one transaction.
            models.UniqueConstraint(
                fields=["consultation", "number"],
                name="tenders_one_consultation_question",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ConsultationResponse(models.Model):
    """What one party answered. Its name is printed only with consent."""

    consultation = models.ForeignKey(MarketConsultation, on_delete=models.CASCADE, related_name="responses")
    party = models.CharField(_("partij"), max_length=160)
    received_on = models.DateField(_("ontvangen op"))
    may_be_named = models.BooleanField(_("mag genoemd worden"), default=False)

    objects = AnsweredQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "received_on", "pk"]
        constraints = [models.UniqueConstraint("consultation", Lower("party"), name="tenders_one_response_a_party")]

    def __str__(self) -> str:
        return self.party


class ConsultationAnswer(models.Model):
    """The answer of one party to one question."""

    response = models.ForeignKey(ConsultationResponse, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("antwoord"))

    class Meta:
        ordering = ["question", "response"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="tenders_one_answer_a_question")]

    def __str__(self) -> str:
        return self.text[:80]


class ConsultationConclusion(models.Model):
    """A conclusion and what is done with it."""

    consultation = models.ForeignKey(MarketConsultation, on_delete=models.CASCADE, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = models.TextField(_("conclusie"))
    follow_up = models.CharField(_("wat wij ermee doen"), max_length=10, choices=follow_up_choices)
    reason = models.TextField(_("toelichting"), blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"],
                name="tenders_one_conclusion_a_number",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
