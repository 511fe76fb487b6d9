"""For migrations: codes that differ only in their capitals get a number, before the database refuses them."""

from typing import Any

from procurement.core.domain.codes import told_apart


def tell_codes_apart(model: Any, *, within: str, field: str) -> dict[int, tuple[str, str]]:
    """Give later rows below one ``within`` a code of their own; return row id -> code before and after.

    model: as ``apps.get_model`` gives it.
    """
    groups: dict[int, list[Any]] = {}
    for row in model.objects.order_by("pk").only(f"{within}_id", field):
        groups.setdefault(getattr(row, f"{within}_id"), []).append(row)
    changed: dict[int, tuple[str, str]] = {}
    for rows in groups.values():
        codes = [getattr(row, field) for row in rows]
        kept = told_apart(codes, max_length=model._meta.get_field(field).max_length)
        for row, before, after in zip(rows, codes, kept, strict=True):
            if before != after:
                model.objects.filter(pk=row.pk).update(**{field: after})
                changed[row.pk] = (before, after)
    return changed
