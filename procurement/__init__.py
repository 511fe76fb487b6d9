"""The project package of Kring; loads the Celery application with Django."""

from procurement.celery import app as celery_app

__all__ = ["celery_app"]
