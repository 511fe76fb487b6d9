"""Penalties: computed by the published clause, imposed by a person after the contractor was heard."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.domain.incentive import Penalty, PenaltyClause, penalties
from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import IncentiveState
from contracts.models import Contract, Incentive, Kpi
from contracts.services.scorecard import Point, points_of
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.decimals import format_euro


class IncentiveRefusedError(ValueError):
    """The step is refused.

    code: "decided", "heard" (the contractor was heard: that text stays), "not_heard" (no penalty before the contractor
    was heard), "stale" (after a correction the clause gives another amount, or none).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def propose_incentives(contract_id: int, *, actor: User | None) -> list[Incentive]:
    """Compute the penalties that the clause gives on what is measured now, store those that are new, return them."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    kpis = list(contract.kpis.filter(penalty_after_reds__isnull=False, penalty_eur__isnull=False))
    points = points_of(contract, kpis)
    made = []
    for kpi in kpis:
        for penalty in _penalties(contract, kpi, points[kpi.pk]):
            values = {
                "contract": contract,
                "amount_eur": penalty.amount_eur,
                "rule": _rule(kpi, penalty.reds, penalty.amount_eur),
            }
            row, is_new = Incentive.objects.get_or_create(kpi=kpi, period=str(penalty.quarter), defaults=values)
            if is_new:
                made.append(row)
    if made:
        found = [f"{row.kpi.code} {row.period}" for row in made]
        audit.record("incentive.proposed", actor=actor, target=contract, penalties=found)
    return made


@transaction.atomic
def hear(incentive_id: int, *, text: str, heard_on: date, actor: User) -> Incentive:
    """Store what the contractor says about a proposed penalty, and return it.

    What was said is never replaced: it is what the decision rests on.

    Raises:
        IncentiveRefusedError: "decided", or "heard" when the contractor was heard before.
    """
    row = _open(incentive_id)
    if row.state == IncentiveState.HEARD:
        raise IncentiveRefusedError("heard")
    row.hearing, row.heard_on, row.heard_by, row.state = text, heard_on, actor, IncentiveState.HEARD
    row.save(update_fields=["hearing", "heard_on", "heard_by", "state"])
    audit.record("incentive.heard", actor=actor, target=row, kpi=row.kpi.code, period=row.period)
    return row


@transaction.atomic
def decide(incentive_id: int, *, impose: bool, motivation: str, actor: User) -> Incentive:
    """Impose a penalty or waive it, with the reason, and return it.

    Raises:
        IncentiveRefusedError: "decided"; when it would be imposed: "not_heard", or "stale" when the clause does not
            give this amount any more on what is measured now.
    """
    row = _open(incentive_id)
    if impose and row.state != IncentiveState.HEARD:
        raise IncentiveRefusedError("not_heard")
    if impose and row.amount_eur not in [one.amount_eur for one in _given(row) if str(one.quarter) == row.period]:
        raise IncentiveRefusedError("stale")
    row.state = IncentiveState.IMPOSED if impose else IncentiveState.WAIVED
    row.motivation, row.decided_by, row.decided_at = motivation, actor, clock.now()
    row.save(update_fields=["state", "motivation", "decided_by", "decided_at"])
    audit.record("incentive.decided", actor=actor, target=row, state=str(row.state), amount_eur=str(row.amount_eur))
    return row


def _open(incentive_id: int) -> Incentive:
    row = Incentive.objects.select_for_update(of=("self",)).select_related("kpi", "contract").get(pk=incentive_id)
    if row.state in (IncentiveState.IMPOSED, IncentiveState.WAIVED):
        raise IncentiveRefusedError("decided")
    return row


def _given(row: Incentive) -> list[Penalty]:
    """What the clause gives on the KPI of this penalty, on what is measured now."""
    if row.kpi.penalty_after_reds is None or row.kpi.penalty_eur is None:
        return []
    return _penalties(row.contract, row.kpi, points_of(row.contract, [row.kpi])[row.kpi_id])


def _penalties(contract: Contract, kpi: Kpi, points: Mapping[Quarter, Point]) -> list[Penalty]:
    clause = PenaltyClause(kpi.penalty_after_reds or 1, kpi.penalty_eur or Decimal(0), kpi.penalty_max_eur)
    statuses = {quarter: point.status for quarter, point in points.items()}
    return penalties(statuses, clause, starts_on=contract.starts_on or clock.today())


def _rule(kpi: Kpi, reds: int, amount_eur: Decimal) -> str:
    words = _("%(kpi)s: %(reds)s kwartalen op rij rood; %(amount)s per kwartaal vanaf het %(after)se rode kwartaal") % {
        "kpi": kpi.code,
        "reds": reds,
        "amount": format_euro(kpi.penalty_eur or 0, places=0),
        "after": kpi.penalty_after_reds,
    }
    if kpi.penalty_max_eur is None:
        return f"{words}."
    ceiling = _("ten hoogste %(max)s per contractjaar") % {"max": format_euro(kpi.penalty_max_eur, places=0)}
    if amount_eur < (kpi.penalty_eur or 0):
        ceiling = _("%(ceiling)s, waarvan nog %(left)s over was") % {
            "ceiling": ceiling,
            "left": format_euro(amount_eur, places=0),
        }
    return f"{words}, {ceiling}."
