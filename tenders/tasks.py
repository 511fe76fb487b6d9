"""Celery tasks of drafting: thin; what they do stands in the services."""

from celery import shared_task

from tenders.services.publication import close_due_tenders as close_due


@shared_task(name="tenders.close_due_tenders")
def close_due_tenders() -> None:
    """Close every tender whose closing moment has passed."""
    close_due()
