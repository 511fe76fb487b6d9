"""The typeface of the house as plain font files, for what cannot read the form in which browsers get it."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from fontTools.ttLib import TTFont

FAMILY = "Source Sans 3"
# Name of a face -> weight and style, as they stand in the name of its file.
FACES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"regular": ("400", "normal"), "bold": ("700", "normal"), "italic": ("400", "italic")}
)
_FOLDER = "static/vendor/source-sans-3-5.3.1"
_STYLES = {("400", "normal"): "Regular", ("700", "normal"): "Bold", ("400", "italic"): "Italic"}


@lru_cache(maxsize=len(FACES))
def face(weight: str, style: str) -> bytes:
    """Return a face as TrueType, under the name of its family.

    weight: "400" or "700"; style: "normal" or "italic". The files for browsers carry the name of the master they
    were cut from, by which no word processor would find them.
    """
    path = Path(settings.BASE_DIR) / _FOLDER / f"source-sans-3-latin-{weight}-{style}.woff2"
    stream = io.BytesIO()
    with TTFont(path, recalcTimestamp=False) as font:
        font.flavor = None
        name = _STYLES[weight, style]
        for record, text in ((1, FAMILY), (2, name), (4, f"{FAMILY} {name}"), (6, f"SourceSans3-{name}")):
            font["name"].setName(text, record, 3, 1, 0x409)
        font["name"].names = [row for row in font["name"].names if row.nameID not in (16, 17, 21, 22, 25)]
        font.save(stream)
    return stream.getvalue()
