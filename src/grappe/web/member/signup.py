from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User


class SignupForm(forms.Form):
    """What is asked at sign-up beside allauth's address and password."""

    full_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, _request: HttpRequest, user: User) -> None:
        user.full_name = self.cleaned_data["full_name"]
        user.save(update_fields=["full_name"])
