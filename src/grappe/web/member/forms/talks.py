from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User
from grappe.apps.forum.enums import SessionKind
from grappe.apps.forum.models import SpeakerProposal

KINDS = [(one.value, one.label) for one in (SessionKind.PARALLEL, SessionKind.ROUND_TABLE, SessionKind.WORKSHOP)]
SHORTEST, LONGEST = 5, 240


class TalkForm(forms.Form):
    """What a person proposes to speak about, and who she is."""

    title = forms.CharField(label=_("title"), max_length=300)
    kind = forms.ChoiceField(label=_("kind"), choices=KINDS)
    abstract = forms.CharField(
        label=_("abstract"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What people learn, and for whom it is; it stands in the programme if you are chosen."),
    )
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    minutes = forms.IntegerField(label=_("length in minutes"), min_value=SHORTEST, max_value=LONGEST, initial=20)
    needs = forms.CharField(
        label=_("technical needs"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    full_name = forms.CharField(label=_("name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    job_title = forms.CharField(
        label=_("position"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation_name = forms.CharField(
        label=_("organisation's name"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    biography = forms.CharField(
        label=_("biography"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def for_person(cls, user: User, language: str, data: Any = None) -> "TalkForm":
        return cls(data, initial={"full_name": user.full_name, "email": user.email, "language": language})

    @classmethod
    def for_proposal(cls, proposal: SpeakerProposal, data: Any = None) -> "TalkForm":
        return cls(data, initial={name: getattr(proposal, name) for name in cls.base_fields})
