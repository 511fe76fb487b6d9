"""The thread of an ambition as a strip of beads: what each bead says, and which findings stand under it."""

from collections.abc import Sequence
from typing import Any

from tenders.domain.thread import Link, LinkKind, LinkState
from tenders.labels_preparation import LINK_GAPS, LINK_LABELS, LINK_LATER, LINK_MISSING
from tenders.services.thread import Thread

# More than so many objects on one bead are counted, not named.
NAMED = 3


def shown_threads(threads: Sequence[Thread], *, with_tender: bool = False) -> list[dict[str, Any]]:
    """What the template needs of each thread. with_tender: the ambition's tender is named, and is at hand."""
    return [
        {
            "ambition": item.ambition,
            "tender": item.ambition.tender if with_tender else None,
            "is_whole": item.is_whole,
            "beads": [_bead(link) for link in item.links],
            "gaps": _gaps(item),
        }
        for item in threads
    ]


def _bead(link: Link) -> dict[str, Any]:
    # Of policy the nearest goal is named; the strategic one that it serves stands above it.
    nodes = list(link.nodes[-1:] if link.kind is LinkKind.GOAL else link.nodes)
    named = nodes[:NAMED]
    if link.state is LinkState.MISSING:
        absent = [gap.title for gap in link.gaps[:NAMED]] or [str(LINK_MISSING[link.kind])]
    else:
        absent = [str(LINK_LATER[link.kind])] if link.state is LinkState.LATER else []
    return {
        "kind": LINK_LABELS[link.kind],
        "state": str(link.state),
        "nodes": named,
        "over": link.nodes[0].title if link.kind is LinkKind.GOAL and len(link.nodes) > 1 else "",
        "is_ambition": link.kind is LinkKind.AMBITION,
        "more": len(nodes) - len(named),
        "absent": absent,
    }


def _gaps(item: Thread) -> list[dict[str, Any]]:
    code = item.ambition.code
    found: list[dict[str, Any]] = []
    for link in item.gaps:
        if link.gaps:
            found += [{"text": f"{code}: {gap.title}", "url": gap.url} for gap in link.gaps]
        else:
            found.append({"text": str(LINK_GAPS[link.kind]) % {"code": code}, "url": ""})
    return found
