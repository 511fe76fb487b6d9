"""The models of the shared kernel."""

from procurement.core.models.audit import AuditEvent, AuditHead
from procurement.core.models.demo_clock import DemoClock
from procurement.core.models.job import BackgroundJob, JobStatus
from procurement.core.models.notification import Notification
from procurement.core.models.signature import ActState, Signature, SignedAct
from procurement.core.models.stored_file import StoredFile

__all__ = [
    "ActState",
    "AuditEvent",
    "AuditHead",
    "BackgroundJob",
    "DemoClock",
    "JobStatus",
    "Notification",
    "Signature",
    "SignedAct",
    "StoredFile",
]
