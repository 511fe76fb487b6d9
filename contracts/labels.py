"""Dutch wording of the enums of contract management."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.domain.vocabulary import (
    ContractState,
    IncentiveState,
    RecalibrationKind,
    ReviewState,
    Status,
)
from procurement.core.extension_points import Text

CONTRACT_STATE_LABELS: Mapping[ContractState, Text] = {
    ContractState.PREPARING: _("in voorbereiding"),
    ContractState.RUNNING: _("lopend"),
    ContractState.ENDED: _("beëindigd"),
}
STATUS_LABELS: Mapping[Status, Text] = {
    Status.GREEN: _("groen: doel gehaald"),
    Status.AMBER: _("oranje: binnen de marge"),
    Status.RED: _("rood: doel niet gehaald"),
    Status.MISSING: _("nog niet gemeten"),
}
STATUS_WORDS: Mapping[Status, Text] = {
    Status.GREEN: _("groen"),
    Status.AMBER: _("oranje"),
    Status.RED: _("rood"),
    Status.MISSING: _("niet gemeten"),
}
RESULT_WORDS: Mapping[Status, Text] = {
    Status.GREEN: _("gehaald"),
    Status.AMBER: _("binnen de marge"),
    Status.RED: _("niet gehaald"),
    Status.MISSING: _("niet gemeten"),
}
TREND_WORDS: Mapping[str, Text] = {
    "better": _("beter"),
    "worse": _("minder"),
    "same": _("gelijk"),
    "": _("geen"),
}
RECALIBRATION_KIND_LABELS: Mapping[RecalibrationKind, Text] = {
    RecalibrationKind.CONFIRM: _("doelen bevestigd"),
    RecalibrationKind.RAISE: _("doel verhoogd"),
    RecalibrationKind.DROP: _("KPI vervalt"),
    RecalibrationKind.ADD: _("KPI toegevoegd"),
}
INCENTIVE_STATE_LABELS: Mapping[IncentiveState, Text] = {
    IncentiveState.PROPOSED: _("voorgesteld"),
    IncentiveState.HEARD: _("wederhoor gehad"),
    IncentiveState.IMPOSED: _("opgelegd"),
    IncentiveState.WAIVED: _("niet opgelegd"),
}
REVIEW_STATE_LABELS: Mapping[ReviewState, Text] = {
    ReviewState.DRAFT: _("concept"),
    ReviewState.SIGNING: _("wacht op ondertekening"),
    ReviewState.SIGNED: _("ondertekend"),
}


def choices_of(labels: Mapping[Any, Text]) -> list[tuple[str, Text]]:
    """Choices of a model field, in the order of the table."""
    return [(member.value, label) for member, label in labels.items()]


def contract_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a contract."""
    return choices_of(CONTRACT_STATE_LABELS)


def recalibration_kind_choices() -> list[tuple[str, Text]]:
    """Choices for what a recalibration does."""
    return choices_of(RECALIBRATION_KIND_LABELS)


def incentive_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a penalty."""
    return choices_of(INCENTIVE_STATE_LABELS)


def review_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a review."""
    return choices_of(REVIEW_STATE_LABELS)
