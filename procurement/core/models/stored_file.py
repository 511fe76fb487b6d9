"""Files that people may download; the view asks ``FILE_ACCESS`` each time."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

FOLDER = "files"


def storage_path(stored: "StoredFile", _name: str) -> str:
    """Where the bytes lie: by id, never by a name that came from outside."""
    return f"{FOLDER}/{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    """A file with its hash, size in bytes and sniffed media type. Never changed after it is stored.

    kind: key in ``FILE_ACCESS``; target_id: the object of that kind whose readers may read the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="stored_files"
    )
    kind = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    content = models.FileField(upload_to=storage_path, max_length=200)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="stored_files"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["kind", "target_id"], name="core_file_target")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("core:file", args=[self.pk])
