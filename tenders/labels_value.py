"""Dutch wording of the calculator of the estimated value."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.value_estimate import LineKind, Part
from tenders.labels import choices_of

LINE_KIND_LABELS: Mapping[LineKind, Text] = {
    LineKind.ONCE: _("bedrag voor de hele looptijd"),
    LineKind.MONTHLY: _("bedrag per maand, dienst"),
    LineKind.LEASE: _("bedrag per maand, huur of lease"),
    LineKind.PAST_YEAR: _("terugkerend: de afgelopen 12 maanden, bijgesteld"),
    LineKind.NEXT_YEAR: _("terugkerend: de komende 12 maanden"),
    LineKind.CALL_OFFS: _("alle nadere opdrachten, ten hoogste"),
    LineKind.OPTION: _("optie of verlenging"),
    LineKind.PRIZE: _("prijzen en vergoedingen aan inschrijvers"),
    LineKind.TURNOVER: _("omzet van de concessie over de looptijd"),
}
PART_LABELS: Mapping[Part, Text] = {
    Part.SUPPLIES: _("levering"),
    Part.SERVICES: _("dienst"),
    Part.WORKS: _("werk"),
    Part.SOCIAL: _("sociale of andere specifieke dienst"),
}


def line_kind_choices() -> list[tuple[str, Text]]:
    """Choices for what an amount of the estimate is."""
    return choices_of(LINE_KIND_LABELS)


def part_choices() -> list[tuple[str, Text]]:
    """Choices for the part of a mixed contract."""
    return choices_of(PART_LABELS)
