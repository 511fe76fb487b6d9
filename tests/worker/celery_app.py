"""The Celery application of Kring with one more kind of job."""

import django

django.setup()

from procurement.celery import app  # noqa: E402 -- after the settings
from procurement.core.extension_points import FILE_ACCESS, JOB_KINDS  # noqa: E402
from tests.worker.halting import HALTING, KIND, everyone  # noqa: E402

__all__ = ["app"]

JOB_KINDS[KIND] = HALTING
FILE_ACCESS[KIND] = everyone
