"""How django-allauth behaves in Kring."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class KringAccountAdapter(DefaultAccountAdapter):
    """Public sign-up does not exist."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
