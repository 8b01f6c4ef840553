from django import forms
from django.utils.translation import gettext_lazy as _


class LinkAgainForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The address you registered with."),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
