"""Changes of published documents: what can be amended, its value now, how it is shown, and putting it in force."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from procurement.core.templatetags.formats import euro
from tenders.domain.vocabulary import RequirementKind, StepKind
from tenders.labels import STEP_KIND_LABELS
from tenders.models import Amendment, PlanningStep, Requirement, Tender

PROCEDURE, CLAUSES, PLANNING, REQUIREMENTS = "procedure", "clauses", "planning", "requirements"
TEXT_FIELDS = ("description", "quantity", "place", "tender_fee_motivation")
NUMBER_FIELDS = ("validity_days",)
AMOUNT_FIELDS = ("tender_fee_eur",)
CLAUSE_FIELDS = ("growth_clause", "penalty_clause", "recalibration_clause")
REQUIREMENT_FIELDS = ("text", "verification")
STEPS = tuple(step for step in StepKind if step is not StepKind.NOTICE)
TIMED = (StepKind.QUESTIONS_UNTIL, StepKind.CLOSING)


class AmendmentRefusedError(ValueError):
    """The change cannot be taken.

    code: "unknown_target", "not_a_date", "not_a_time", "not_a_number", "empty", "unchanged" or "taken" by another
    amendment of the same note.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """Something published that can be amended. value: as it is now, in stored form."""

    part: str
    item: str
    field: str
    value: str

    @property
    def key(self) -> str:
        """Names the target in an address or a form."""
        return f"{self.part}/{self.item}/{self.field}"


def targets_of(tender: Tender) -> list[Target]:
    """Return everything of the tender that a note can amend, in the order of the documents."""
    found = [
        Target(PROCEDURE, "", name, _stored(getattr(tender, name)))
        for name in (*TEXT_FIELDS, *NUMBER_FIELDS, *AMOUNT_FIELDS)
    ]
    steps = {StepKind(step.kind): step for step in tender.planning.all()}
    for kind in STEPS:
        if kind in steps and steps[kind].day:
            found.append(Target(PLANNING, kind.value, "day", _stored(steps[kind].day)))
            if kind in TIMED:
                found.append(Target(PLANNING, kind.value, "hour", _stored(steps[kind].hour)))
    for row in tender.requirements.exclude(kind=RequirementKind.EXCLUSION).in_reading_order():
        found += [Target(REQUIREMENTS, row.code, name, getattr(row, name)) for name in REQUIREMENT_FIELDS]
    return found + [Target(CLAUSES, "", name, getattr(tender, name)) for name in CLAUSE_FIELDS]


def target_of(tender: Tender, key: str) -> Target:
    """Return one target by its key.

    Raises:
        AmendmentRefusedError: "unknown_target".
    """
    for target in targets_of(tender):
        if target.key == key:
            return target
    raise AmendmentRefusedError("unknown_target")


def place_of(part: str, item: str, field: str) -> str:
    """Return what a target is called in the documents, in the active language."""
    if part == PLANNING:
        label = capfirst(str(STEP_KIND_LABELS[StepKind(item)]))
        return _("Planning: %(step)s, tijd") % {"step": label} if field == "hour" else f"{_('Planning')}: {label}"
    if part == REQUIREMENTS:
        name = _("hoe u dit aantoont") if field == "verification" else _("tekst")
        return _("Eis %(code)s, %(field)s") % {"code": item, "field": name}
    names = {found.name: found.verbose_name for found in Tender._meta.fields}
    return capfirst(str(names[field]))


def shown_value(part: str, field: str, value: str) -> str:
    """Return a stored value as it is read: a date with its weekday, an amount in euro."""
    if not value:
        return _("niet ingevuld")
    if part == PLANNING and field == "day":
        return date_format(date.fromisoformat(value), "l j F Y")
    if part == PLANNING:
        return _("%(hour)s uur") % {"hour": value.replace(":", ".")}
    if field in AMOUNT_FIELDS:
        return euro(Decimal(value))
    return value


def parse(target: Target, typed: str) -> str:
    """Return what was typed in stored form.

    Raises:
        AmendmentRefusedError: "empty", "not_a_date", "not_a_time", "not_a_number" or "unchanged".
    """
    text = typed.strip().replace("\r\n", "\n")
    if not text:
        raise AmendmentRefusedError("empty")
    value = _parsed(target, text)
    if value == target.value.strip():
        raise AmendmentRefusedError("unchanged")
    return value


def apply(tender: Tender, amendment: Amendment) -> None:
    """Put one amendment in force, in memory for the tender itself and in the database for what hangs below it."""
    part, field, new = amendment.part, amendment.field, amendment.new
    if part == PLANNING:
        value = date.fromisoformat(new) if field == "day" else time.fromisoformat(new)
        PlanningStep.objects.filter(tender=tender, kind=amendment.item).update(**{field: value})
    elif part == REQUIREMENTS:
        Requirement.objects.filter(tender=tender, code=amendment.item).update(**{field: new})
    elif field in NUMBER_FIELDS:
        setattr(tender, field, int(new))
    elif field in AMOUNT_FIELDS:
        setattr(tender, field, Decimal(new))
    else:
        setattr(tender, field, new)


def _parsed(target: Target, text: str) -> str:
    if target.part == PLANNING and target.field == "day":
        return _date(text).isoformat()
    if target.part == PLANNING:
        return _time(text).strftime("%H:%M")
    if target.field in NUMBER_FIELDS:
        if not text.isdigit() or not 0 < int(text) <= 1000:
            raise AmendmentRefusedError("not_a_number")
        return str(int(text))
    if target.field in AMOUNT_FIELDS:
        return _amount(text)
    return text


def _date(text: str) -> date:
    parts = text.split("-")
    # Dutch people write day first; the browser's own field sends the year first.
    ordered = parts if len(parts[0]) == 4 else parts[::-1]
    try:
        year, month, day = (int(part) for part in ordered)
        return date(year, month, day)
    except ValueError:
        raise AmendmentRefusedError("not_a_date") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.replace(".", ":").removesuffix(" uur"))
    except ValueError:
        raise AmendmentRefusedError("not_a_time") from None


def _amount(text: str) -> str:
    plain = text.replace("€", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise AmendmentRefusedError("not_a_number") from None
    if not value.is_finite() or value < 0 or value >= Decimal(10) ** 10:
        raise AmendmentRefusedError("not_a_number")
    return f"{value.quantize(Decimal('0.01')):f}"


def _stored(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value}"
