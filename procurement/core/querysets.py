"""Questions about the audit trail and messages."""

from collections import deque
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from procurement.core.permissions import audited_organisations

_DEEPEST = 5


class AuditEventQuerySet(models.QuerySet[Any]):
    """What is asked of the audit trail."""

    def visible_to(self, user: Any) -> "AuditEventQuerySet":
        """Events of the organisations whose trail this person may read."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(stream__in=[f"organisation:{pk}" for pk in audited_organisations(user)])

    def about(self, root: models.Model) -> "AuditEventQuerySet":
        """Events of ``root`` and of everything that belongs to it: of a tender also its lots, bids and letters."""
        label = root._meta.label
        wanted = models.Q(target_type=label, target_id=str(root.pk))
        kinds = self.order_by().exclude(target_type=label).values_list("target_type", flat=True).distinct()
        for kind in kinds:
            path = _path(kind, label)
            if path:
                rows = apps.get_model(kind)._base_manager.filter(**{path: root.pk})
                ids = rows.annotate(key=Cast("pk", models.CharField())).values("key")
                wanted |= models.Q(target_type=kind, target_id__in=ids)
        return self.filter(wanted)


@lru_cache(maxsize=256)
def _path(kind: str, root: str) -> str:
    """Return the shortest chain of foreign keys from model ``kind`` to model ``root``; empty when there is none."""
    waiting = deque([(apps.get_model(kind), "")])
    while waiting:
        model, path = waiting.popleft()
        for field in model._meta.concrete_fields:
            if not field.is_relation or field.related_model is None:
                continue
            further = f"{path}__{field.name}" if path else field.name
            if field.related_model._meta.label == root:
                return further
            if further.count("__") < _DEEPEST and field.related_model._meta.app_label not in ("core", "accounts"):
                waiting.append((field.related_model, further))
    return ""
