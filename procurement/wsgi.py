"""The WSGI entry point that gunicorn serves."""

import os

from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procurement.settings.production")


def refuse_what_cannot_work() -> None:
    """Stop before the first request when a check with the tag "start" fails: keys that are lost, for one.

    Raises:
        ImproperlyConfigured: with all that is wrong.
    """
    wrong = [str(found) for found in run_checks(tags=["start"], databases=["default"]) if found.is_serious()]
    if wrong:
        raise ImproperlyConfigured("\n".join(wrong))


application = get_wsgi_application()
if settings.CHECK_AT_START:
    refuse_what_cannot_work()
