"""Hand out stored files to whoever may read them now."""

from uuid import UUID

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from procurement.core.extension_points import AUDITED_FILES
from procurement.core.http import Request
from procurement.core.models import StoredFile
from procurement.core.services import files
from procurement.core.trouble import gone


@cache_control(private=True, no_cache=True)
@require_safe
def file(request: Request, pk: UUID) -> HttpResponseBase:
    """Download one file; who may not read it hears that it is not there."""
    stored = get_object_or_404(StoredFile.objects.select_related("organisation"), pk=pk)
    if not files.may_read(request.user, stored):
        raise Http404
    try:
        opened = files.opened(stored)
    except FileNotFoundError:
        return gone(request)
    if stored.kind in AUDITED_FILES:
        files.note_download(stored, person=request.user)
    response = FileResponse(opened, as_attachment=True, filename=stored.name, content_type=stored.content_type)
    # Whatever the browser thinks it is, it is saved and never run.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
