"""Scales to begin from; the words are ours and every authority changes them to its own."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _

from criteria.services.award_model import Level

FIVE, ELEVEN = "vijf", "elf"
PRESET_LABELS: Mapping[str, str] = MappingProxyType({FIVE: "2, 4, 6, 8, 10", ELEVEN: "0-10"})


def preset(name: str) -> list[Level]:
    """Return the levels of a preset, from high to low: five levels from 2 to 10, or eleven from 0 to 10.

    Raises:
        KeyError: there is no such preset.
    """
    return {FIVE: five_levels, ELEVEN: eleven_levels}[name]()


def five_levels() -> list[Level]:
    """Return the scale 2, 4, 6, 8, 10."""
    return [
        Level(
            Decimal(10),
            _("uitstekend"),
            _("Alles wat is gevraagd is uitgewerkt en bewezen, en het aanbod gaat verder."),
        ),
        Level(Decimal(8), _("goed"), _("Alles wat is gevraagd is concreet uitgewerkt en onderbouwd.")),
        Level(Decimal(6), _("voldoende"), _("Wat is gevraagd komt aan bod; een deel blijft algemeen.")),
        Level(Decimal(4), _("onvoldoende"), _("Een gevraagd onderdeel ontbreekt of blijft een voornemen.")),
        Level(Decimal(2), _("slecht"), _("Meer onderdelen ontbreken, of het aanbod past niet bij de opdracht.")),
    ]


def eleven_levels() -> list[Level]:
    """Return the scale from 0 to 10 in whole grades; the meaning of each is still to be written."""
    words = (
        _("niets ingeleverd"),
        _("zeer slecht"),
        _("slecht"),
        _("ruim onvoldoende"),
        _("onvoldoende"),
        _("net onvoldoende"),
        _("voldoende"),
        _("ruim voldoende"),
        _("goed"),
        _("zeer goed"),
        _("uitstekend"),
    )
    return [Level(Decimal(grade), words[grade], "") for grade in range(10, -1, -1)]
