"""Places: the waiting list, the categories, the capacities."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.categories import change_category, create_category
from grappe.apps.forum.domain.editions import change_capacity, change_category_capacity
from grappe.apps.forum.models import Edition, ParticipantCategory
from grappe.apps.forum.queries.category_choice import categories_counted
from grappe.apps.forum.queries.waiting_list import offers_standing
from grappe.apps.forum.queries.waiting_list import waiting_list as waiting
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.registrations import CapacityForm, CategoryForm
from grappe.web.office.forum_records import edition_for, page_of

PAGE = 100


@login_required
@require_safe
def waiting_list(request: HttpRequest, edition: str) -> HttpResponse:
    """Who waits, in the order in which places are given, and who has been offered one."""
    held = edition_for(request, edition, "forum.manage_registrations")
    rows = waiting(held).select_related("category")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    offers = list(offers_standing(held).select_related("category"))
    context = page_of(request, held, "waiting_list", page=page, offers=offers)
    return render(request, "office/forum/waiting_list.html", context)


@login_required
@require_safe
def categories(request: HttpRequest, edition: str) -> HttpResponse:
    """Categories with their fees, places and who waits for them."""
    held = edition_for(request, edition, "forum.manage_registrations")
    context = page_of(
        request,
        held,
        "categories",
        categories=categories_counted(held),
        capacity_form=CapacityForm(initial={"capacity": held.capacity}),
    )
    return render(request, "office/forum/categories.html", context)


@login_required
@require_POST
def capacity(request: HttpRequest, edition: str) -> HttpResponse:
    """How many people the whole edition takes."""
    held, user = edition_for(request, edition, "forum.manage_registrations"), person(request)
    form = CapacityForm(request.POST)
    if form.is_valid():
        places = form.cleaned_data["capacity"]
        done_or_refused(
            request, _("Capacity changed."), lambda: change_capacity(edition=held, capacity=places, by=user)
        )
    else:
        messages.error(request, _("A capacity is a whole number, or empty for no limit."))
    return redirect("office:categories", held.slug)


@login_required
def add_category(request: HttpRequest, edition: str) -> HttpResponse:
    held = edition_for(request, edition, "forum.manage_registrations")
    return edit(request, held, None)


@login_required
def category(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = edition_for(request, edition, "forum.manage_registrations")
    return edit(request, held, get_object_or_404(held.categories, pk=pk))


def edit(request: HttpRequest, edition: Edition, category: ParticipantCategory | None) -> HttpResponse:
    names = [*CategoryForm.base_fields]
    known: dict[str, Any] = {name: getattr(category, name) for name in names} if category else {}
    form = CategoryForm(request.POST or None, initial=known)
    places = CapacityForm(request.POST or None, initial={"capacity": category.capacity if category else None})
    if request.method == "POST" and form.is_valid() and places.is_valid():
        try:
            save(request, edition, category, form.cleaned_data, places.cleaned_data["capacity"])
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:categories", edition.slug)
    context = page_of(request, edition, "categories", category=category, form=form, places=places)
    return render(request, "office/forum/category.html", context)


def save(
    request: HttpRequest,
    edition: Edition,
    category: ParticipantCategory | None,
    values: dict[str, Any],
    capacity: int | None,
) -> None:
    user = person(request)
    if category is None:
        create_category(edition=edition, values=values | {"capacity": capacity}, by=user)
        return
    if capacity != category.capacity:
        category = change_category_capacity(category=category, capacity=capacity, by=user)
    change_category(category=category, values=values, by=user)
