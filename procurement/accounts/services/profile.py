"""What people change about themselves."""

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit


@transaction.atomic
def change_profile(user_id: int, *, name: str, job_title: str, language: str) -> User:
    """Store name, job title and language (code of settings.LANGUAGES) of a person, by that person; return them."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.name, user.job_title, user.language = name, job_title, language
    user.save(update_fields=["name", "job_title", "language"])
    audit.record("profile.changed", actor=user, target=user)
    return user
