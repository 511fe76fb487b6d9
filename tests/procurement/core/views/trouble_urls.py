"""The addresses of Kring and two that go wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from procurement import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    price = request.POST.get("price", "")
    raise ValueError(f"cannot read {price}")


@login_not_required
def post(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("text", ""))


urlpatterns = [path("proef/fout/", fail), path("proef/post/", post), *urls.urlpatterns]
