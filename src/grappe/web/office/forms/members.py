from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import FeeClass
from grappe.apps.directory.models import Cluster, College, Membership
from grappe.web.office.forms.cluster import Named, day_field
from grappe.web.ui.organisation_field import OrganisationField
from grappe.web.ui.seen import SeenForm


class AddMemberForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"))
    since = day_field(_("since"))
    college = Named(label=_("college"), required=False, queryset=College.objects.none(), empty_label=_("No college"))
    fee_class = forms.ChoiceField(label=_("fee class"), choices=FeeClass)

    def __init__(self, cluster: Cluster, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate(), **(initial or {})})
        choose(self, "college", cluster.colleges.all())


class MembershipForm(SeenForm):
    college = Named(label=_("college"), required=False, queryset=College.objects.none(), empty_label=_("No college"))
    fee_class = forms.ChoiceField(label=_("fee class"), choices=FeeClass)

    def __init__(self, membership: Membership, data: Any = None) -> None:
        held = {"college": membership.college_id, "fee_class": membership.fee_class}
        super().__init__(data, initial=held | {"seen": membership.updated_at.isoformat()})
        choose(self, "college", membership.cluster.colleges.all())


class CloseForm(forms.Form):
    until = day_field(_("until"), help_text=_("The first day without it."))


def choose(form: forms.Form, name: str, rows: Any) -> None:
    """Offer these rows in one field of choice."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
