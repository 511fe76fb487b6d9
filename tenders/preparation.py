"""What policy, ambition and market plug in to the registries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import (
    DEMO_PARTS,
    FILE_ACCESS,
    JOB_KINDS,
    NAVIGATION,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
    NavigationItem,
)
from procurement.core.services.papers import paper_kind
from tenders.demo import preparation as demo
from tenders.extension_points import SECTIONS, SNAPSHOT_PARTS, STAGES, THREAD_FORWARD, Section, Stage
from tenders.permissions import team_organisations
from tenders.services import consultation_papers, preparation_snapshot, preparation_work, progress, strategy


def register_preparation() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["ambition"] = Stage(1, _("Ambitie"), "tenders:ambition", progress.ambition_states, _sees_tender)
    STAGES["market"] = Stage(2, _("Markt"), "tenders:market", progress.market_states, _sees_tender)
    SNAPSHOT_PARTS["ambition"] = preparation_snapshot.ambition_parts
    SNAPSHOT_PARTS["market"] = preparation_snapshot.market_parts
    SECTIONS["ambitions"] = Section(170, preparation_snapshot.ambitions_chapter)
    THREAD_FORWARD["lessons"] = preparation_work.lessons
    WORK_ITEMS["preparation"] = preparation_work.work_of
    NAVIGATION["tenders"] = NavigationItem(
        _("Aanbestedingen"), "tenders:tenders", 20, _buys_or_takes_part, "/aanbestedingen/"
    )
    NAVIGATION["policy"] = NavigationItem(_("Beleid"), "tenders:policy", 10, _buys_or_takes_part, "/beleid/")
    for kind, paper in consultation_papers.PAPERS.items():
        JOB_KINDS[kind] = paper_kind(paper.label, consultation_papers.build_paper)
        FILE_ACCESS[kind] = consultation_papers.readable_targets
    DEMO_PARTS["policy"] = DemoPart(8, demo.load_policy)
    DEMO_PARTS["ambition"] = DemoPart(10, demo.load_ambition)
    DEMO_PARTS["market"] = DemoPart(20, demo.load_market)
    NOTIFICATION_KINDS[strategy.NOTIFICATION] = _("Inkoopstrategie om te tekenen")


def _sees_tender(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def _buys_or_takes_part(user: Any) -> bool:
    return bool(user.is_authenticated and (user.roles or team_organisations(user)))
