"""The purchasing strategy: signed by the client and the budget holder, each under the same text (VAL-16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import ActState, Signature, SignedAct
from procurement.core.services import signatures
from procurement.core.services.notifications import notify
from tenders.domain.readiness import StrategyState
from tenders.domain.team import STRATEGY_SIGNERS
from tenders.domain.vocabulary import TeamRole
from tenders.models import Ambition, TeamMember, Tender
from tenders.services.drafting import lock_draft, set_fields

KIND = "tender.strategy"
NOTIFICATION = "tenders.strategy"
FORMAT = 1
TARGET_TYPE = Tender._meta.label


class NotASignerError(ValueError):
    """This person is not the client or budget holder, or the other signed in that role already."""


class NothingToSignError(ValueError):
    """There is no strategy or no ambition yet."""


class ContentChangedError(ValueError):
    """The text is no longer what this person saw."""


@dataclass(frozen=True, slots=True)
class StrategyStatus:
    """How the strategy stands. act: the newest that is not withdrawn; it may be of an older text (STALE)."""

    state: StrategyState
    sha256: str
    act: SignedAct | None
    signatures: Sequence[Signature] = ()


@transaction.atomic
def save_strategy(tender_id: int, *, actor: User, strategy: str) -> Tender:
    """Store the text of the strategy and return the tender. A signature under another text no longer covers it.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    if set_fields(tender, {"strategy": strategy.strip()}):
        tender.save(update_fields=["strategy", "updated_at"])
        audit.record("strategy.changed", actor=actor, target=tender)
    return tender


@transaction.atomic
def sign_strategy(tender_id: int, *, person: User, seen_sha256: str) -> SignedAct:
    """Sign the strategy and return the act; it is complete when client and budget holder both signed this text.

    seen_sha256: of the text that was on the screen. A half-signed act under an older text is withdrawn first.

    Raises:
        TenderFrozenError: the tender is published or withdrawn.
        NothingToSignError, ContentChangedError, NotASignerError: as they say.
        SignatureRefused: this person signed this act already.
    """
    tender = lock_draft(tender_id)
    ambitions = list(tender.ambitions.all())
    if not tender.strategy.strip() or not ambitions:
        raise NothingToSignError
    sha256 = content_sha256(tender, ambitions)
    if sha256 != seen_sha256:
        raise ContentChangedError
    pending = signatures.pending(KIND, tender)
    if pending is not None and pending.content_sha256 != sha256:
        signatures.withdraw(pending.pk, person=person)
        pending = None
    role = _role_to_sign_in(tender, person, pending)
    act = signatures.sign(KIND, target=tender, content_sha256=sha256, person=person, capacity=role, required=2)
    if act.state == ActState.PENDING:
        _tell_the_other(tender, role)
    audit.record("strategy.signed", actor=person, target=tender, sha256=sha256, role=str(role), state=str(act.state))
    return act


@transaction.atomic
def withdraw_signature(tender_id: int, *, person: User) -> None:
    """Take back a half-signed act; nothing happens when none is pending.

    Raises:
        TenderFrozenError: the tender is published or withdrawn.
    """
    tender = lock_draft(tender_id)
    pending = signatures.pending(KIND, tender)
    if pending is None:
        return
    signatures.withdraw(pending.pk, person=person)
    audit.record("strategy.signature_withdrawn", actor=person, target=tender)


def content_sha256(tender: Tender, ambitions: Sequence[Ambition]) -> str:
    """Return the SHA-256 of what is signed: the strategy and the ambitions with their figures."""
    return sha256_hex(
        {
            "format": FORMAT,
            "strategy": tender.strategy.strip(),
            "ambitions": [
                {
                    "code": ambition.code,
                    "title": ambition.title,
                    "indicator": ambition.indicator,
                    "unit": ambition.unit,
                    "better": str(ambition.better),
                    "baseline": ambition.baseline,
                    "target": ambition.target,
                    "target_year": ambition.target_year,
                    "r_strategy": str(ambition.r_strategy),
                }
                for ambition in sorted(ambitions, key=lambda item: item.code)
            ],
        }
    )


def status_of(tender: Tender) -> StrategyStatus:
    """Return how the strategy of one tender stands, with who signed; without an ambition nobody can sign."""
    status = statuses_of([tender], {tender.pk: list(tender.ambitions.all())})[tender.pk]
    if status.act is None:
        return status
    return StrategyStatus(status.state, status.sha256, status.act, list(status.act.signatures.all()))


def statuses_of(
    tenders: Sequence[Tender], ambitions: dict[int, list[Ambition]] | None = None
) -> dict[int, StrategyStatus]:
    """Return tender id -> how its strategy stands, in two queries at most; the signatures are left out."""
    acts = _newest_acts([tender.pk for tender in tenders])
    if ambitions is None:
        ambitions = ambitions_by_tender(list(acts))
    found = {}
    for tender in tenders:
        act = acts.get(tender.pk)
        sha256 = content_sha256(tender, ambitions.get(tender.pk, []))
        found[tender.pk] = StrategyStatus(_state(tender, act, sha256), sha256, act)
    return found


def ambitions_by_tender(tender_ids: Sequence[int]) -> dict[int, list[Ambition]]:
    """Return tender id -> its ambitions; tenders without one are left out."""
    found: dict[int, list[Ambition]] = {}
    for ambition in Ambition.objects.filter(tender_id__in=tender_ids) if tender_ids else ():
        found.setdefault(ambition.tender_id, []).append(ambition)
    return found


def signed_by(person: User, act_ids: Sequence[int]) -> set[int]:
    """Return which of these acts the person has signed."""
    return set(Signature.objects.filter(act_id__in=act_ids, person=person).values_list("act_id", flat=True))


def role_to_sign_in(tender: Tender, person: User) -> TeamRole | None:
    """Return in which role this person can still sign the strategy as it is now, or None."""
    status = status_of(tender)
    if status.state in (StrategyState.EMPTY, StrategyState.SIGNED):
        return None
    pending = status.act if status.state is StrategyState.PENDING else None
    try:
        return _role_to_sign_in(tender, person, pending)
    except NotASignerError:
        return None


def _role_to_sign_in(tender: Tender, person: User, pending: SignedAct | None) -> TeamRole:
    own = TeamMember.objects.filter(tender=tender, user=person, is_active=True, role__in=STRATEGY_SIGNERS)
    roles = set(own.values_list("role", flat=True))
    signed: dict[str, Any] = {}
    if pending is not None:
        signed = dict(pending.signatures.values_list("capacity", "person_id"))
    free = [role for role in STRATEGY_SIGNERS if role in roles and role not in signed]
    if not free or person.pk in signed.values():
        raise NotASignerError
    return free[0]


def _tell_the_other(tender: Tender, signed: TeamRole) -> None:
    others = [role for role in STRATEGY_SIGNERS if role is not signed]
    members = TeamMember.objects.filter(tender=tender, is_active=True, role__in=others).select_related("user")
    notify(
        [member.user for member in members],
        NOTIFICATION,
        _("De inkoopstrategie van %(tender)s wacht op uw handtekening") % {"tender": tender.title},
        _("De eerste handtekening staat. Lees de strategie en de ambities, en teken als u akkoord bent."),
        reverse("tenders:strategy", args=[tender.pk]),
    )


def _newest_acts(tender_ids: Sequence[int]) -> dict[int, SignedAct]:
    rows = SignedAct.objects.filter(
        kind=KIND, target_type=TARGET_TYPE, target_id__in=[str(pk) for pk in tender_ids]
    ).exclude(state=ActState.WITHDRAWN)
    found: dict[int, SignedAct] = {}
    for act in rows.order_by("created_at", "pk"):
        found[int(act.target_id)] = act
    return found


def _state(tender: Tender, act: SignedAct | None, sha256: str) -> StrategyState:
    if not tender.strategy.strip():
        return StrategyState.EMPTY
    if act is None:
        return StrategyState.UNSIGNED
    if act.content_sha256 != sha256:
        return StrategyState.STALE if act.state == ActState.COMPLETE else StrategyState.UNSIGNED
    return StrategyState.SIGNED if act.state == ActState.COMPLETE else StrategyState.PENDING
