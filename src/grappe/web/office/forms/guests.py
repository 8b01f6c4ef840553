"""A guest whom the organiser registers: a speaker, an exhibitor, whoever does not pass through the form."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.models import Edition, ParticipantCategory
from grappe.web.office.forms.registrations import CategoryChoice
from grappe.web.ui.country_field import CountryField
from grappe.web.ui.once import OnceForm


class GuestForm(OnceForm):
    category = CategoryChoice(label=_("Category"), queryset=ParticipantCategory.objects.none())
    full_name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    job_title = forms.CharField(label=_("Position"), max_length=150, required=False)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    country = CountryField(label=_("Country"))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of messages to this person.")
    )
    accessibility_needs = forms.CharField(label=_("Accessibility needs"), max_length=1000, required=False)
    diet_needs = forms.CharField(label=_("Diet needs"), max_length=1000, required=False)
    told = forms.BooleanField(label=_("This person knows that the organiser keeps these data"))

    def __init__(self, edition: Edition, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["category"].queryset = edition.categories.all()  # type: ignore[attr-defined]

    @property
    def attendee(self) -> Attendee:
        apart = {"key", "category", "told"}
        return Attendee(**{name: value for name, value in self.cleaned_data.items() if name not in apart})
