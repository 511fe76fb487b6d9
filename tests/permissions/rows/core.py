"""Who gets what at the addresses of the core."""

from datetime import UTC, datetime

from procurement.core.extension_points import FILE_ACCESS, JOB_KINDS, JobKind
from procurement.core.models import BackgroundJob, JobStatus, Notification, StoredFile
from tests.permissions.people import ADMINS, AUDITORS, BUYERS, NOBODY, SIGNED_IN
from tests.permissions.row import Row, post
from tests.permissions.world import World, of

CREATED_AT = datetime(2023, 3, 1, 9, 0, tzinfo=UTC)
KIND = "test.permissions"


def build(world: World) -> None:
    """A message to the buyer, a job of the buyer that failed, and a file that only the lawyer may read."""
    cast = world.cast
    JOB_KINDS.setdefault(KIND, JobKind("Proef", lambda job, report: None))
    FILE_ACCESS.setdefault(KIND, lambda user, ids: set(ids) if user.email == cast.lawyer.email else set())
    world["message"] = Notification.objects.create(
        recipient=cast.buyer, kind="core.term", subject="Een vraag", body="Beantwoord haar.", created_at=CREATED_AT
    )
    world["job"] = BackgroundJob.objects.create(
        kind=KIND,
        fingerprint="f" * 64,
        requested_by=cast.buyer,
        organisation=cast.organisation,
        status=JobStatus.FAILED,
        created_at=CREATED_AT,
        heartbeat_at=CREATED_AT,
    )
    world["file"] = StoredFile.objects.create(
        organisation=cast.organisation,
        kind=KIND,
        target_id=1,
        name="leidraad.pdf",
        sha256="0" * 64,
        size=1,
        content_type="application/pdf",
        content="files/not-on-disk",
        created_at=CREATED_AT,
    )


READERS_OF_TRAIL = ADMINS | BUYERS | AUDITORS | {"other_buyer"}
ROWS: tuple[Row, ...] = (
    Row("core:work", SIGNED_IN),
    Row("core:notifications", SIGNED_IN),
    post("core:read_notifications", SIGNED_IN),
    Row("core:notification", frozenset({"buyer"}), of("message"), ok=frozenset({302})),
    Row("core:audit", READERS_OF_TRAIL, others=403),
    Row("core:job", frozenset({"buyer"}), of("job")),
    post("core:retry_job", frozenset({"buyer"}), of("job")),
    # The bytes are not on disk here: who may read the file hears so, with a page of its own.
    Row("core:file", frozenset({"lawyer"}), of("file"), ok=frozenset({410})),
    # Exists in demo mode only.
    Row("core:demo_clock", NOBODY),
)
