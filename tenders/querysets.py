"""Questions about tenders and what hangs below them."""

from typing import Any

from django.db import models
from django.db.models import Count, Q

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Organisation
from tenders.domain.lifecycle import TenderState
from tenders.domain.questions import UNANSWERED, WAITING, Handling, QuestionState
from tenders.domain.vocabulary import RequirementKind

# Roles that see every tender of their organisation; a contract manager sees those whose team they are in.
SEE_ALL = frozenset({Role.ADMIN, Role.BUYER, Role.READER, Role.AUDITOR})


class PolicyGoalQuerySet(models.QuerySet):
    """What is asked of policy goals."""

    def visible_to(self, user: Any) -> "PolicyGoalQuerySet":
        """The goals of the organisations where the user has a role, or is in the team of a tender.

        The list-side twin of the permission ``tenders.view_policygoal``. A project leader who does not know the
        policy writes other goals in the contract (study lines 1362-1366), so whoever is in a team sees it.
        """
        if not user.is_authenticated:
            return self.none()
        of_teams = Organisation.objects.filter(tenders__team__user=user, tenders__team__is_active=True)
        return self.filter(Q(organisation_id__in=user.roles) | Q(organisation__in=of_teams))

    def counting_tenders(self) -> "PolicyGoalQuerySet":
        """Each goal with ``tender_count``: the tenders, not withdrawn, that have an ambition from it."""
        running = ~Q(ambitions__tender__state=TenderState.WITHDRAWN)
        counted = self.annotate(tender_count=Count("ambitions__tender", filter=running, distinct=True))
        # A query that groups forgets the order of its model.
        return counted.order_by(*(self.model._meta.ordering or ()))


class TenderQuerySet(models.QuerySet):
    """What is asked of tenders."""

    def visible_to(self, user: Any) -> "TenderQuerySet":
        """Tenders of the user's organisations and those of whose team the user is an active member.

        The list-side twin of the permission ``tenders.view_tender``.
        """
        if not user.is_authenticated:
            return self.none()
        organisations = [pk for pk, roles in user.roles.items() if not roles.isdisjoint(SEE_ALL)]
        return self.filter(Q(organisation_id__in=organisations) | Q(pk__in=self._with_in_team(user)))

    def with_in_team(self, user: Any) -> "TenderQuerySet":
        """Tenders of whose team the user is an active member."""
        return self.filter(pk__in=self._with_in_team(user))

    def asking(self, user: Any) -> "TenderQuerySet":
        """Published tenders about which a company of the user was invited to ask, closed ones too.

        The list-side twin of the permission ``tenders.read_notes``.
        """
        if not user.is_authenticated:
            return self.none()
        invitations: Any = self.model._meta.get_field("invited_companies").related_model
        own = invitations.objects.filter(company_id__in=user.company_ids, withdrawn_at=None)
        return self.filter(pk__in=own.values("tender_id"), notice_sent_at__isnull=False)

    def searching(self, text: str) -> "TenderQuerySet":
        """Tenders with every word of ``text`` in title, reference or product group."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word) | Q(reference__icontains=word) | Q(product_group__icontains=word)
            )
        return found

    def counting_ambitions(self) -> "TenderQuerySet":
        """Each tender with ``ambition_count``."""
        return self.annotate(ambition_count=Count("ambitions", distinct=True))

    def counting_consultation(self) -> "TenderQuerySet":
        """Each tender with ``question_count`` and ``response_count`` of its market consultation."""
        return self.annotate(
            question_count=Count("consultation__questions", distinct=True),
            response_count=Count("consultation__responses", distinct=True),
        )

    def _with_in_team(self, user: Any) -> models.QuerySet:
        members: Any = self.model._meta.get_field("team").related_model
        return members.objects.filter(user=user, is_active=True).values("tender_id")


class MarketConsultationQuerySet(models.QuerySet):
    """What is asked of market consultations."""

    def counting_responses(self) -> "MarketConsultationQuerySet":
        """Each consultation with ``response_count``."""
        return self.annotate(response_count=Count("responses", distinct=True))


class AnsweredQuerySet(models.QuerySet):
    """What is asked of the questions of a consultation, and of its responses: both have answers."""

    def counting_answers(self) -> "AnsweredQuerySet":
        """Each row with ``answer_count``, in the order of its model, which a query that groups forgets."""
        counted = self.annotate(answer_count=Count("answers", distinct=True))
        return counted.order_by(*(self.model._meta.ordering or ()))


class RequirementQuerySet(models.QuerySet):
    """What is asked of requirements."""

    def matching(self, *, q: str = "", **filters: str) -> "RequirementQuerySet":
        """Requirements with the words in number, text, group or purpose, and with these values; empty ones count not.

        filters: of "kind", "formulation", "group", "lot" and "ambition"; those of one lot and those of all lots.
        """
        found = self
        for word in q.split():
            found = found.filter(
                Q(code__icontains=word)
                | Q(text__icontains=word)
                | Q(group__icontains=word)
                | Q(purpose__icontains=word)
            )
        given = {name: value for name, value in filters.items() if value}
        if lot := given.pop("lot", ""):
            found = found.filter(Q(lot=lot) | Q(lot=None))
        return found.filter(**given)

    def in_reading_order(self) -> "RequirementQuerySet":
        """Suitability, minimum requirements, execution conditions; within a kind as the officer ordered them."""
        place = models.Case(
            *(models.When(kind=kind, then=number) for number, kind in enumerate(RequirementKind)),
            default=len(RequirementKind),
        )
        return self.order_by(place, "order", "pk")


class QuestionQuerySet(models.QuerySet):
    """What is asked of questions of bidders."""

    def open_to(self, user: Any, *, drafts: bool) -> "QuestionQuerySet":
        """Questions that this person may know of; what was asked in confidence is for who drafts and who answers it."""
        if drafts:
            return self
        return self.filter(Q(handling=Handling.GENERAL) | Q(assigned_to=user))

    def waiting(self) -> "QuestionQuerySet":
        """Questions that are neither sent nor settled in another way."""
        return self.filter(state__in=WAITING)

    def unanswered(self) -> "QuestionQuerySet":
        """Questions for which somebody must still write."""
        return self.filter(state__in=UNANSWERED)

    def searching(self, text: str, *, drafts: bool) -> "QuestionQuerySet":
        """Questions with every word of ``text`` in number, place, wording or answer.

        drafts: who does not draft searches no wording that is not anonymous yet; finding it would tell what it says.
        """
        found = self if drafts or not text.split() else self.filter(is_anonymous=True)
        for word in text.split():
            asked = Q(document_part__icontains=word) | Q(text__icontains=word) | Q(answer__icontains=word)
            numbered = Q(number=int(word)) if word.isascii() and word.isdigit() and len(word) < 5 else Q()
            found = found.filter(asked | Q(outside_number__iexact=word) | numbered)
        return found

    def waiting_first(self) -> "QuestionQuerySet":
        """Questions that wait before those that are settled, by number."""
        place = models.Case(models.When(state__in=WAITING, then=0), default=1)
        return self.order_by(place, "number", "private_number", "pk")

    def counting_by_state(self) -> dict[QuestionState, int]:
        """How many questions stand in each state."""
        rows = self.order_by().values_list("state").annotate(count=Count("pk"))
        return {QuestionState(state): count for state, count in rows}
