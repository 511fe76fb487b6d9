"""Background jobs as people see them. The row is the truth; the broker only carries the news."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.core.domain.paper_format import PaperFormat
from procurement.core.extension_points import JOB_KINDS, Text
from procurement.core.labels import PAPER_FORMAT_LABELS

SILENCE = timedelta(seconds=90)
WAITED = timedelta(seconds=60)
MAX_ATTEMPTS = 3


class JobStatus(models.TextChoices):
    """Where a job stands. PARKED: gave up after ``MAX_ATTEMPTS``; the person may ask again."""

    QUEUED = "queued", _("in de wachtrij")
    RUNNING = "running", _("bezig")
    DONE = "done", _("gereed")
    FAILED = "failed", _("mislukt")
    PARKED = "parked", _("gestopt")


OPEN = (JobStatus.QUEUED, JobStatus.RUNNING)


class BackgroundJobQuerySet(models.QuerySet["BackgroundJob"]):
    """What is asked of jobs. Writes are conditional, so that a second delivery or a late worker does nothing."""

    def of(self, person: Any) -> "BackgroundJobQuerySet":
        """The jobs that this person asked for, newest first."""
        return self.filter(requested_by=person)

    def newest(self, kind: str, fingerprint: str, *, person: Any) -> "BackgroundJob | None":
        """This person's last job for this content, for a page that shows where it stands; None when never asked."""
        return self.of(person).select_related("result").filter(kind=kind, fingerprint=fingerprint).first()

    def claim(self, job_id: str, *, now: datetime) -> int | None:
        """Take a queued job; returns the number of this attempt, or None when it was taken before."""
        taken = self.filter(pk=job_id, status=JobStatus.QUEUED).update(
            status=JobStatus.RUNNING, heartbeat_at=now, attempt=F("attempt") + 1
        )
        return self.values_list("attempt", flat=True).get(pk=job_id) if taken else None

    def held(self, job_id: str, attempt: int) -> "BackgroundJobQuerySet":
        """The job as long as this attempt still owns it: an attempt that was given up writes nothing."""
        return self.filter(pk=job_id, attempt=attempt, status=JobStatus.RUNNING)

    def waiting_too_long(self, now: datetime) -> "BackgroundJobQuerySet":
        """Queued jobs that no worker took, and running jobs whose worker is silent."""
        return self.filter(
            Q(status=JobStatus.QUEUED, heartbeat_at__lt=now - WAITED)
            | Q(status=JobStatus.RUNNING, heartbeat_at__lt=now - SILENCE)
        )


class BackgroundJob(models.Model):
    """One piece of long work that somebody asked for (bijvoorbeeld een document).

    fingerprint: SHA-256 over everything that decides the content; one open job per (kind, fingerprint, person).
    heartbeat_at: last sign of life in real time; for a queued job the moment it was queued.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    params = models.JSONField(default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="background_jobs")
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="background_jobs"
    )
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=120, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    result = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="background_jobs")

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "fingerprint", "requested_by"],
                condition=Q(status__in=OPEN),
                name="core_one_open_job",
            )
        ]
        indexes = [models.Index(fields=["kind", "fingerprint"], name="core_job_content")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("core:job", args=[self.pk])

    @property
    def title(self) -> Text:
        """What a person calls it: the title given when it was asked for, else the label of its kind."""
        kind = JOB_KINDS.get(self.kind)
        return self.params.get("title") or (kind.label if kind else self.kind)

    @property
    def format_label(self) -> Text:
        """The kind of file it makes, when it makes a document; else what it is called."""
        asked = self.params.get("format")
        return PAPER_FORMAT_LABELS[PaperFormat(asked)] if asked else self.title

    @property
    def can_retry(self) -> bool:
        """True when it ended without a result."""
        return self.status in (JobStatus.FAILED, JobStatus.PARKED)

    @property
    def is_open(self) -> bool:
        """True while the job waits or runs, so that a page keeps asking."""
        return self.status in OPEN
