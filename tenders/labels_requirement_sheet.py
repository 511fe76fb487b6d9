"""Dutch wording of a sheet of requirements: its columns, what a row becomes and what is wrong with it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.requirement_sheet import CellFault, RowStatus

SHEET_TITLE = _("Eisen")
COLUMNS: Mapping[str, Text] = {
    "code": _("Nummer"),
    "kind": _("Soort"),
    "group": _("Groep"),
    "text": _("Eis"),
    "formulation": _("Formulering"),
    "part": _("Onderdeel"),
    "purpose": _("Waarom"),
    "verification": _("Hoe vastgesteld"),
    "proof_moment": _("Bewijsmoment"),
    "consequence": _("Gevolg"),
    "norm": _("Norm of keurmerk"),
    "ambition": _("Ambitie"),
    "lot": _("Perceel"),
}
STATUS_LABELS: Mapping[RowStatus, Text] = {
    RowStatus.NEW: _("nieuw"),
    RowStatus.CHANGED: _("gewijzigd"),
    RowStatus.SAME: _("gelijk"),
    RowStatus.FAULTY: _("fout"),
}
CELL_FAULTS: Mapping[str, Text] = {
    "missing": _("Vul “%(column)s” in."),
    "unknown_word": _("“%(text)s” bij “%(column)s” kent Kring niet. Kies uit: %(allowed)s."),
    "too_long": _("“%(column)s” is langer dan %(allowed)s tekens."),
    "twice": _("Nummer %(text)s staat meer dan één keer in het blad."),
    "retired": _("Nummer %(text)s is eerder gebruikt en komt niet terug."),
    "ground": _("Nummer %(text)s is een uitsluitingsgrond; die kiest u uit de lijst van de wet."),
    "unknown_ambition": _("Ambitie %(text)s is er niet. Kies uit: %(allowed)s."),
    "unknown_lot": _("Perceel %(text)s is er niet. Kies uit: %(allowed)s."),
    "elsewhere": _("Een gevolg hoort alleen bij een uitvoeringsvoorwaarde."),
}


def cell_fault_message(fault: CellFault) -> str:
    """Return the Dutch sentence for a fault in a cell."""
    return str(CELL_FAULTS[fault.code]) % {
        "column": COLUMNS[fault.key],
        "text": fault.text,
        "allowed": ", ".join(fault.allowed) or "-",
    }
