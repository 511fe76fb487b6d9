"""What the specification plugs in to the registries beside the requirements themselves."""

from procurement.core.extension_points import DEMO_PARTS, DemoPart
from tenders import labels_specification_findings as texts
from tenders.demo import specification as demo
from tenders.extension_points import FINDING_TEXTS, SNAPSHOT_PARTS, SUBJECT_LINKS
from tenders.services import specification_snapshot as snapshot
from tenders.services import subject_links


def register_specification() -> None:
    """Fill the registries; called once, when the application is ready."""
    for words in (texts.WORDING_TEXTS, texts.SUITABILITY_TEXTS, texts.SPACE_TEXTS, texts.CONFLICT_TEXTS):
        for code, text in words.items():
            FINDING_TEXTS[code] = text
    SUBJECT_LINKS["space"] = subject_links.link_to_space
    SUBJECT_LINKS["selection"] = subject_links.link_to_selection
    SUBJECT_LINKS["ambition_level"] = subject_links.link_to_level
    SNAPSHOT_PARTS["solution_space"] = snapshot.space_parts
    SNAPSHOT_PARTS["selection"] = snapshot.selection_parts
    SNAPSHOT_PARTS["programme"] = snapshot.programme_parts
    DEMO_PARTS["specification_details"] = DemoPart(42, demo.load_details)
