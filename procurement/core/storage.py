"""Where stored files lie: a name appears only when the whole file is safely on disk."""

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

UNFINISHED = ".unfinished"


class DurableStorage(FileSystemStorage):
    """Files on disk that survive a power cut whole or not at all."""

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(target.name + UNFINISHED)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
        self._keep_name(target.parent)
        return name

    @staticmethod
    def _keep_name(folder: Path) -> None:
        """Write the folder itself: without it the name may be gone after a power cut, though its bytes are there."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
