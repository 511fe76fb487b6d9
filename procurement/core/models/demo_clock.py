"""The moved clock of demo mode. No other mode reads it."""

from django.db import models


class DemoClock(models.Model):
    """How far demo mode stands from real time: one row, or none when the clock is not moved."""

    offset_seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.offset_seconds} s"
