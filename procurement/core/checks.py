"""System checks of the core: what must hold before Kring serves anybody."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from openpyxl.xml import DEFUSEDXML

from procurement.core.models import AuditEvent

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
# Transports of Celery that keep a task when a worker is killed.
BROKERS = ("redis://", "rediss://", "redis+socket://", "amqp://", "amqps://")
KEY_LENGTH = 50
KEY_VARIETY = 8


@register(Tags.security)
def spreadsheets_are_read_safely(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Workbooks come from outside; without defusedxml an entity in one can eat the machine."""
    if DEFUSEDXML:
        return []
    return [Error("openpyxl does not use defusedxml.", hint="Install defusedxml.", id="core.E001")]


@register(Tags.security)
def the_demo_stays_on_this_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Anybody signs in as anybody in demo mode, so only this machine may reach it."""
    outside = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if not settings.DEMO_MODE or not outside:
        return []
    hint = f"Take {', '.join(outside)} out of ALLOWED_HOSTS, or turn demo mode off."
    return [Error("Demo mode answers more than loopback.", hint=hint, id="core.E002")]


@register(Tags.compatibility)
def fonts_of_documents_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A document without its fonts would look and break differently, and so have other bytes."""
    found = list((Path(settings.BASE_DIR) / "static" / "vendor").glob("source-sans-3-*/*.woff2"))
    if len(found) >= 4:
        return []
    return [Error("The fonts of documents are missing from static/vendor.", id="core.E003")]


@register(Tags.security, deploy=True)
def the_secret_key_is_strong(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Sessions and one-time codes are signed with it."""
    key = settings.SECRET_KEY
    if len(key) >= KEY_LENGTH and len(set(key)) >= KEY_VARIETY:
        return []
    return [Error("SECRET_KEY is too weak.", hint=f"Use {KEY_LENGTH} random characters.", id="core.E004")]


@register(Tags.compatibility, deploy=True)
def the_broker_keeps_tasks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without a broker no document is made; some transports lose tasks when a worker is killed."""
    if str(settings.CELERY_BROKER_URL or "").startswith(BROKERS):
        return []
    return [Error("CELERY_BROKER_URL names no Redis or AMQP broker.", hint="See .env.example.", id="core.E005")]


@register(Tags.database, deploy=True)
def kring_does_not_run_as_owner(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Who owns the tables can drop their triggers; so another role migrates than runs."""
    table = AuditEvent._meta.db_table
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            query = "SELECT pg_get_userbyid(relowner) = current_user FROM pg_class WHERE oid = to_regclass(%s)"
            cursor.execute(query, [table])
            row = cursor.fetchone()
        if row and row[0]:
            hint = "Run as a role that owns no tables; see deploy/database-roles.sql."
            return [Warning("Kring runs as the owner of its tables.", hint=hint, id="core.W001")]
    return []
