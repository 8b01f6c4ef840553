"""The filters and the columns of the register of agreements."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.partnerships.enums import AgreementKind
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.partnerships.queries.agreements import AgreementsAsked
from grappe.web.public.organisation_filters import country_choices, full_name, quick_choice
from grappe.web.ui.exports import Column
from grappe.web.ui.templatetags.naming import in_language


class AgreementFilters(forms.Form):
    """What a reader may ask of the register, its files and its drawings alike."""

    words = forms.CharField(label=_("Subject or party"), max_length=200, required=False)
    kind = quick_choice(_("Kind"))
    country = quick_choice(_("A party from"))
    theme = quick_choice(_("Theme"))
    cluster = quick_choice(_("Cluster"))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        parts = Cluster.objects.filter(agreement_parts__isnull=False).distinct().order_by("name_key")
        clusters = parts.values_list("slug", "acronym", "name")
        for name, every, choices in (
            ("kind", _("All kinds"), AgreementKind.choices),
            ("country", _("Any country"), country_choices(get_language() or "fr")),
            ("theme", _("All themes"), [(theme.code, in_language(theme)) for theme in Theme.objects.all()]),
            ("cluster", _("All clusters"), [(slug, full_name(acronym, long)) for slug, acronym, long in clusters]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
            field.choices = [("", every), *choices]

    def asked(self) -> AgreementsAsked:
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        return AgreementsAsked(**asked)


def parties(one: PartnershipAgreement) -> str:
    return "; ".join(" ".join(filter(None, (party.shown_name, party.shown_country))) for party in one.parties.all())


COLUMNS = [
    Column("code", _("Code"), lambda one: one.code),
    Column("kind", _("Kind"), lambda one: one.get_kind_display()),
    Column("title_fr", _("Title in French"), lambda one: one.title_fr),
    Column("title_en", _("Title in English"), lambda one: one.title_en),
    Column("parties", _("Parties"), parties),
    Column("signed_on", _("Signed on"), lambda one: one.signed_on),
    Column("starts_on", _("Starts on"), lambda one: one.starts_on),
    Column("ends_on", _("Ends on"), lambda one: one.ends_on),
    Column("stage", _("State"), lambda one: one.stage(timezone.localdate()).label),
    Column("source", _("Source"), lambda one: one.origin_of("kind").get("source", "")),
    Column("simulated", _("Simulated"), lambda one: one.is_simulated),
    Column("address", _("Address"), lambda one: settings.BASE_URL + one.get_absolute_url()),
]
