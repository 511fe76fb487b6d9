"""The quarterly report of a review."""

from contracts.models import Review
from contracts.services.reviews import snapshot_of
from procurement.core.domain.canonical import sha256_hex

JOB_KIND = "contracts.review_report"


def report_fingerprint(review: Review) -> str:
    """Return the SHA-256 over all that decides the content of the report."""
    return sha256_hex({"kind": JOB_KIND, "snapshot": review.snapshot or snapshot_of(review), "state": review.state})
