"""Does everything that was sealed still fit its seal? The chains of the audit trail, signatures, stored files."""

import hashlib
from collections.abc import Iterator

from django.db.models import F

from procurement.core.audit import event_hash
from procurement.core.extension_points import INTEGRITY_CHECKS
from procurement.core.models import AuditEvent, AuditHead, Signature, StoredFile


def chain_faults() -> Iterator[str]:
    """Yield the first broken link of each chain of the audit trail, in English, oldest chain first."""
    for head in AuditHead.objects.order_by("pk"):
        fault = _first_broken_link(head)
        if fault:
            yield fault
    orphans = AuditEvent.objects.exclude(stream__in=AuditHead.objects.values("stream"))
    for stream in orphans.order_by().values_list("stream", flat=True).distinct():
        yield f"chain {stream}: has events but no head"


def signature_faults() -> Iterator[str]:
    """Yield each signature that was put under other content than its act says."""
    differing = Signature.objects.exclude(content_sha256=F("act__content_sha256"))
    for signature in differing.select_related("act"):
        yield f"signature {signature.pk}: not under the content of act {signature.act}"


def file_faults() -> Iterator[str]:
    """Yield each stored file that is gone or whose bytes have changed."""
    for stored in StoredFile.objects.order_by("pk").iterator():
        digest = hashlib.sha256()
        try:
            with stored.content.open("rb") as opened:
                for chunk in opened.chunks():
                    digest.update(chunk)
        except FileNotFoundError:
            yield f"file {stored.pk}: not on disk"
            continue
        if digest.hexdigest() != stored.sha256:
            yield f"file {stored.pk}: the bytes do not fit the stored hash"


def all_faults() -> Iterator[str]:
    """Yield what every registered check finds, in the order of registration."""
    for check in INTEGRITY_CHECKS.values():
        yield from check.faults()


def _first_broken_link(head: AuditHead) -> str:
    seq, previous = 0, ""
    for event in AuditEvent.objects.filter(stream=head.stream).order_by("seq").iterator():
        seq += 1
        place = f"chain {head.stream}, event {event.seq}"
        if event.seq != seq:
            return f"{place}: event {seq} is missing"
        if event.previous_hash != previous:
            return f"{place}: does not follow on event {seq - 1}"
        if event_hash(event) != event.hash:
            return f"{place}: the content does not fit its hash"
        previous = event.hash
    if (head.seq, head.hash) != (seq, previous):
        return f"chain {head.stream}: ends at event {seq}, while its head says {head.seq}"
    return ""
