from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.enums import Scope

VALIDITY = [(30, _("30 days")), (90, _("90 days")), (366, _("1 year"))]


class ProfileForm(forms.Form):
    full_name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Shown beside what you state or decide."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of messages to you.")
    )


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("What will use it, to tell your tokens apart."))
    scopes = forms.MultipleChoiceField(
        label=_("Scopes"), choices=Scope, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ]
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=VALIDITY, coerce=int)

    @property
    def valid_for(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
