from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.enums import Role
from grappe.apps.directory.models import Cluster


class InvitePersonForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    full_name = forms.CharField(label=_("Name"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role)


class MandateForm(forms.Form):
    cluster = forms.ModelChoiceField(
        label=_("Cluster"), queryset=Cluster.objects.all(), empty_label=_("Choose a cluster")
    )


class CloseAccountForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500)
