"""Broker, time limits and the schedule. The job row is the truth; Celery keeps no results."""

from celery.schedules import crontab

from procurement.settings.env import env_str

CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", "redis://localhost:6379/0")
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 270
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    "requeue-silent-jobs": {"task": "core.requeue_silent_jobs", "schedule": 60.0},
    "send-notifications": {"task": "core.send_notifications", "schedule": 60.0},
    "close-due-tenders": {"task": "tenders.close_due_tenders", "schedule": 60.0},
    "remove-leftover-files": {"task": "core.remove_leftovers", "schedule": crontab(hour="3", minute="30")},
    "daily-reminders": {"task": "core.remind_of_terms", "schedule": crontab(hour="7", minute="0")},
}
