"""The components a template calls; each is shown on the page ``public:design``."""

from functools import cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from grappe.web.ui.paging import page_window

register = template.Library()
ALERT_ICONS = {"success": "success", "warning": "warning", "error": "error", "debug": "info", "info": "info"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One of our drawings; without a label it is decoration and screen readers pass over it."""
    drawing = drawing_of(name)
    if label:
        return format_html('<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, drawing)
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing)


@cache
def drawing_of(name: str) -> SafeString:
    """The shapes of a drawing: some tens of files, read once each."""
    return mark_safe(render_to_string(f"ui/icons/{name}.svg"))  # noqa: S308 our own files


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", kicker: str = "") -> str:
    """The page's one h1; the block holds the actions at its side."""
    context = {"title": title, "lead": lead, "kicker": kicker, "actions": content}
    return render_to_string("ui/components/page_header.html", context)


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """Label and address in turn, then the label of the page itself."""
    return {"steps": list(zip(parts[:-1:2], parts[1::2], strict=True)), "here": parts[-1]}


@register.inclusion_tag("ui/components/badge.html")
def badge(label: Any, tone: str = "", icon: str = "") -> dict[str, Any]:
    return {"label": label, "tone": tone, "icon": icon}


@register.simple_block_tag
def alert(content: str, tone: str = "info") -> str:
    context = {"content": content, "tone": tone, "icon": ALERT_ICONS.get(tone, "info")}
    return render_to_string("ui/components/alert.html", context)


@register.simple_block_tag(takes_context=True)
def filter_panel(
    context: template.Context, content: str, action: str = "", results: str = "results", *, is_open: bool = False
) -> str:
    """A form of filters whose choices live in the address; the block holds the fields.

    A phone shows a switch in its place, unless it ``is_open``.
    """
    request = context["request"]
    values = {"content": content, "action": action or request.path, "results": results, "active": bool(request.GET)}
    values["is_open"] = is_open
    return render_to_string("ui/components/filter_panel.html", values, request=request)


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "search") -> str:
    """Nothing to show: say why, and what to do next in the block."""
    return render_to_string("ui/components/empty_state.html", {"content": content, "title": title, "icon": icon})


@register.inclusion_tag("ui/components/figure.html")
def figure_tile(value: Any, label: str, source: Any = None, on: Any = None, unit: str = "") -> dict[str, Any]:
    """One number with its source; without a source it says that it is to be verified."""
    return {"value": value, "label": label, "source": source, "on": on, "unit": unit}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, parameter: str = "page", anchor: str = "") -> dict[str, Any]:
    """Links to the other pages of a list; every filter of the address stays."""

    def address(number: int | None) -> str:
        if number is None:
            return ""
        query = context["request"].GET.copy()
        query[parameter] = number
        return f"?{query.urlencode()}{anchor}"

    numbers = page_window(page.number, page.paginator.num_pages)
    return {
        "page": page,
        "numbers": [(number, address(number)) for number in numbers],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: list[tuple[str, str, str]], current: str, label: str) -> dict[str, Any]:
    """Tabs are links: ``items`` holds (key, label, address)."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("ui/components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """Label, help, control and errors of one field, tied together for screen readers."""
    return {"field": field}


@register.inclusion_tag("ui/components/form.html")
def form_fields(form: Any) -> dict[str, Any]:
    """Every field of a form, after the errors that concern the whole."""
    context: dict[str, Any] = form.get_context()
    return context


@register.inclusion_tag("ui/components/stat_list.html")
def stat_list(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """Terms and values, in two columns where there is room."""
    return {"items": items}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(events: list[Any]) -> dict[str, Any]:
    """Events with ``when``, ``title`` and, where known, ``detail``, ``tone`` and ``fact`` (what its source states)."""
    return {"events": events}
