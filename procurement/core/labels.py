"""Dutch wording of what the core refuses, and of its states."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from procurement.core.domain.due import TimeLeft
from procurement.core.domain.file_types import FileRefused
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.extension_points import Text
from procurement.core.spreadsheets import RowFault

FILE_REFUSED: Mapping[str, Text] = {
    "empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "too_large": _("Dit bestand is %(size_mb)s MB; ten hoogste %(limit_mb)s MB kan. Maak het kleiner of splits het."),
    "unknown_type": _("Kring herkent dit soort bestand niet. Kies een bestand dat eindigt op %(allowed)s."),
    "type_not_allowed": _("Dit is een bestand van het soort %(found)s; hier kan alleen %(allowed)s."),
    "ending_differs": _(
        "De naam eindigt op %(ending)s, maar de inhoud is van het soort %(found)s. "
        "Sla het bestand opnieuw op onder de juiste naam."
    ),
    "damaged": _("Dit bestand is beschadigd en gaat niet open. Sla het opnieuw op en kies het nog eens."),
    "archive_too_large": _("Uitgepakt is dit bestand groter dan %(limit_mb)s MB. Dat leest Kring niet."),
    "spreadsheet_unreadable": _("Dit rekenblad kan niet worden gelezen. Sla het opnieuw op als .xlsx."),
}

PAPER_FORMAT_LABELS: Mapping[PaperFormat, Text] = {
    PaperFormat.PDF: "PDF",
    PaperFormat.WORD: "Word",
    PaperFormat.SHEET: "Excel",
    PaperFormat.PACKAGE: _("Alles in een zip-bestand"),
}

SIGNATURE_REFUSED: Mapping[str, Text] = {
    "already_signed": _("U hebt dit al getekend. Een ander moet de tweede handtekening zetten."),
    "already_complete": _("Dit is al getekend door iedereen die moet tekenen."),
    "other_content": _(
        "De inhoud is veranderd sinds de eerste handtekening. Trek die handtekening in en teken opnieuw."
    ),
    "not_pending": _("Er valt niets in te trekken: dit is al voltooid of ingetrokken."),
}

ROW_FAULTS: Mapping[str, Text] = {
    "column_missing": _("Rij %(row)s: de kolom “%(heading)s” ontbreekt."),
    "value_missing": _("Rij %(row)s: vul “%(heading)s” in."),
    "not_a_number": _("Rij %(row)s, “%(heading)s”: “%(text)s” is geen getal."),
    "not_a_date": _("Rij %(row)s, “%(heading)s”: “%(text)s” is geen datum."),
    "error_value": _("Rij %(row)s, “%(heading)s”: de formule geeft een fout (%(text)s)."),
    "no_rows": _("Dit rekenblad heeft geen rijen onder de kopregel."),
    "too_many_rows": _("Dit rekenblad heeft meer dan %(text)s rijen. Dat leest Kring niet."),
}


def file_refused_message(refused: FileRefused) -> str:
    """Return the Dutch sentence that says why the file was not taken and what to do."""
    params = {
        name: gettext(" of ").join(value) if isinstance(value, list) else value
        for name, value in refused.params.items()
    }
    return str(FILE_REFUSED[refused.code]) % params


def signature_refused_message(code: str) -> str:
    """Return the Dutch sentence that says why the signature was not taken."""
    return str(SIGNATURE_REFUSED[code])


def row_fault_message(fault: RowFault) -> str:
    """Return the Dutch sentence for a fault in a spreadsheet, with the row that it stands in."""
    return str(ROW_FAULTS[fault.code]) % {"row": fault.row, "heading": fault.heading, "text": fault.text}


def time_left_message(left: TimeLeft) -> str:
    """Return how much time is left in words, without the date: "nog 3 werkdagen"; empty when nothing presses."""
    if left.code == "late":
        said = ngettext("%(days)s werkdag te laat", "%(days)s werkdagen te laat", left.days)
        return said % {"days": left.days} if left.days else gettext("te laat")
    if left.code == "ahead":
        return ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", left.days) % {"days": left.days}
    return {"none": "", "today": gettext("vandaag"), "last": gettext("geen werkdag meer")}[left.code]
