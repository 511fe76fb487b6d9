"""The reasons for a procedure in words: one by one on screen, together as a first motivation."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.core.templatetags.formats import euro
from tenders.domain.procedure_choice import Choice
from tenders.domain.procedure_reasons import Reason, Verdict
from tenders.domain.procedure_vocabulary import NegotiationGround, NoNoticeGround
from tenders.labels import PROCEDURE_LABELS
from tenders.labels_procedure import GROUND_LABELS, NO_NOTICE_LABELS, REASON_TEXTS


def reason_text(reason: Reason) -> str:
    """Return a reason in the active language, as a sentence."""
    return str(REASON_TEXTS[reason.code]) % _shown(reason.params)


def motivation_text(choice: Choice, *, language: str) -> str:
    """Return a first motivation of a procedure from its reasons, each with its article, to be read and completed."""
    with override(language):
        name = PROCEDURE_LABELS[choice.procedure]
        opening = _("Wij kiezen voor de procedure: %(procedure)s.") % {"procedure": name}
        return " ".join([opening, *(_with_article(reason) for reason in choice.reasons)])


def alternatives_text(chosen: Choice, all_choices: Sequence[Choice], *, language: str) -> str:
    """Return, a line for each, the other procedures that could be used, with what speaks for or against them."""
    with override(language):
        others = [one for one in all_choices if one.procedure != chosen.procedure]
        lines = [_line(one) for one in others if one.verdict is not Verdict.IMPOSSIBLE]
        return "\n".join(lines)


def _line(choice: Choice) -> str:
    name = capfirst(str(PROCEDURE_LABELS[choice.procedure]))
    return f"{name}: {' '.join(_with_article(reason) for reason in choice.deciding)}"


def _with_article(reason: Reason) -> str:
    return f"{reason_text(reason)} ({reason.article})"


def _shown(params: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(name, value) for name, value in params.items()}


def _value(name: str, value: object) -> object:
    if isinstance(value, Decimal):
        return euro(value, 0)
    if name == "ground":
        return NO_NOTICE_LABELS[NoNoticeGround(str(value))]
    if name == "grounds" and isinstance(value, list):
        return "; ".join(str(GROUND_LABELS[NegotiationGround(one)]) for one in value)
    return value
