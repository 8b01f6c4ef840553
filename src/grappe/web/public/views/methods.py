"""How the observatory's figures are computed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.web.public.observatory.methods import FAMILIES, method_of


@require_safe
def list_methods(request: HttpRequest) -> HttpResponse:
    return render(request, "public/observatory/methods.html", {"families": FAMILIES})


@require_safe
def show_method(request: HttpRequest, slug: str) -> HttpResponse:
    method = method_of(slug)
    if method is None:
        raise Http404
    return render(request, "public/observatory/method.html", {"method": method})
