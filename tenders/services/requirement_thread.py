"""The requirements that carry an ambition, as links of its thread."""

from collections.abc import Sequence

from django.urls import reverse

from tenders.extension_points import ThreadNode
from tenders.models import Requirement


def requirement_nodes(ambition_ids: Sequence[int]) -> dict[int, list[ThreadNode]]:
    """Return ambition id -> a node for each requirement that belongs to it, in reading order."""
    found: dict[int, list[ThreadNode]] = {pk: [] for pk in ambition_ids}
    for row in Requirement.objects.filter(ambition_id__in=ambition_ids).in_reading_order():
        url = f"{reverse('tenders:specification', args=[row.tender_id])}#eis-{row.pk}"
        if row.ambition_id is not None:
            found[row.ambition_id].append(ThreadNode("requirement", f"{row.code} {row.group}".strip(), url))
    return found
