"""Lessons: the thread comes back to policy and to the next tender."""

from django.db import transaction

from contracts.models import Contract
from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.models import Ambition, Lesson


@transaction.atomic
def write_lesson(contract: Contract, *, text: str, ambition: Ambition | None, actor: User) -> Lesson:
    """Store a lesson with the tender of the contract and return it."""
    lesson = Lesson.objects.create(
        tender_id=contract.lot.tender_id, ambition=ambition, text=text, written_by=actor, written_at=clock.now()
    )
    audit.record("lesson.written", actor=actor, target=lesson, ambition=ambition.code if ambition else "")
    return lesson
