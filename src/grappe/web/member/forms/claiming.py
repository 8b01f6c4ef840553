from django import forms
from django.utils.translation import gettext_lazy as _


class ClaimForm(forms.Form):
    message = forms.CharField(
        label=_("Message to the office"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who you are in this organisation, and how the office can check it."),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The invitation holds for this address only, for two weeks.")
    )
