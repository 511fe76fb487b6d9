"""The lists of codes: a page to search, and the same answer as JSON for the field that searches while one types."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from procurement.core.http import Request
from tenders.domain.code_list import Code, stem_of
from tenders.domain.vocabulary import CodeKind
from tenders.forms.codes import LIST_NAMES
from tenders.services.code_lists import code_list, name_of, path_of

ON_PAGE, WHILE_TYPING = 100, 12


@cache_control(private=True, max_age=3600)
@vary_on_headers("Accept", "Accept-Language", "Cookie")
def codes(request: Request, kind: str) -> HttpResponse:
    """Search a list by word or by the beginning of a code; without words the most general codes."""
    if kind not in set(CodeKind):
        raise Http404
    which = CodeKind(kind)
    asked = request.GET.get("q", "").strip()
    if request.accepts("text/html"):
        found = code_list(which).search(asked, limit=ON_PAGE) if asked else _general(which)
        context = {"list_name": LIST_NAMES[which], "asked": asked, "kind": kind, "limit": ON_PAGE}
        rows = [_shown(which, one) | {"below": _below(which, one)} for one in found]
        return render(request, "tenders/codes.html", {**context, "rows": rows})
    known = [code_list(which).get(code) for code in request.GET.getlist("code")]
    found = code_list(which).search(asked, limit=WHILE_TYPING) + [one for one in known if one]
    return JsonResponse({"codes": [_shown(which, one) for one in found]})


def _shown(kind: CodeKind, code: Code) -> dict[str, Any]:
    return {"code": code.code, "name": name_of(code), "path": path_of(kind, code)}


def _below(kind: CodeKind, code: Code) -> str:
    """Return what to search for to see the codes below this one; empty when there are none."""
    stem = stem_of(code.code)
    return stem if len(code_list(kind).search(stem, limit=2)) > 1 else ""


def _general(kind: CodeKind) -> list[Code]:
    """Return the codes that stand under nothing."""
    found = code_list(kind).below("")
    return [code for code in found if not code_list(kind).path(code)]
