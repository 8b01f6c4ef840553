"""The page that shows every token and component: what is not on it does not exist."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source, Sourced
from grappe.apps.directory.enums import LabelStatus, Tier
from grappe.web import ui

COLOURS = (
    ("paper", "surface", "sunk", "line", "line-strong", "ink", "ink-soft"),
    ("skin", "skin-raised", "grape", "grape-strong", "grape-wash", "leaf", "leaf-wash"),
    ("must", "must-wash", "sky", "sky-wash", "rust", "rust-wash", "focus"),
)
ICONS = sorted(path.stem for path in (Path(ui.__file__).parent / "templates" / "ui" / "icons").glob("*.svg"))


class ExampleForm(forms.Form):
    """One field of each kind; the page sends it nowhere."""

    name = forms.CharField(label=_("Legal name"), help_text=_("As the register of companies writes it."))
    email = forms.EmailField(label=_("E-mail"))
    tier = forms.ChoiceField(label=_("Tier"), choices=Tier, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Label status"), choices=LabelStatus, widget=forms.CheckboxSelectMultiple, required=False
    )
    message = forms.CharField(label=_("Message"), widget=forms.Textarea, required=False)
    confirmed = forms.BooleanField(label=_("These data are right"))


class Example:
    """Stands for a record: one sourced value, one confirmed, one without a source."""

    is_simulated = True
    provenance = {
        "name": {"source": "facts", "on": "2023-03-14", "confidence": Confidence.COMPILED},
        "city": {"source": "owner", "on": "2024-01-31", "confidence": Confidence.CONFIRMED},
    }
    origin_of = Sourced.origin_of


def show_design(request: HttpRequest) -> HttpResponse:
    source = Source(code="facts", title="entreprises.gouv.fr", url="https://www.entreprises.gouv.fr/")
    fact = SimpleNamespace(source=source, confidence=Confidence.COMPILED)
    context = {
        "colours": COLOURS,
        "icons": ICONS,
        "tiers": Tier.values,
        "statuses": LabelStatus.values,
        "form": ExampleForm({"name": "", "email": "nobody", "message": "…"}, auto_id="example_%s"),
        "page": Paginator(range(400), 20).page(7),
        "record": Example(),
        "sources": {"facts": source},
        "source": source,
        "tabs": [("a", _("Members"), "#tabs"), ("b", _("Projects"), "#tabs"), ("c", _("History"), "#tabs")],
        "stats": [(_("Headquarters"), "Toulouse"), (_("Founded on"), date(2005, 7, 12))],
        "events": [
            {"when": "2005", "title": _("labelled"), "detail": "", "fact": fact},
            {"when": "2009", "title": _("on probation"), "tone": "must", "fact": None},
            {"when": "2019", "title": _("merged into"), "detail": "CIMES", "tone": "grape", "fact": fact},
        ],
    }
    return render(request, "public/design.html", context)
