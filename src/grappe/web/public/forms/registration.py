"""What a person says of herself to come to the Forum."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.directory.queries.find import organisations_like
from grappe.apps.directory.rules import clusters_of
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.models import Edition, ParticipantCategory
from grappe.apps.forum.queries.category_choice import OfferedCategory, offered_categories
from grappe.web.access import keys_in
from grappe.web.ui.country_field import CountryField
from grappe.web.ui.once import OnceForm
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import in_language

FOUND = 8


class NeedsForm(forms.Form):
    """What may be corrected at any time until the Forum."""

    full_name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    job_title = forms.CharField(
        label=_("Position"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of messages to you.")
    )
    billing_address = forms.CharField(
        label=_("Billing address"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        help_text=_("Stands on the invoice, where the category has a fee."),
    )
    accessibility_needs = forms.CharField(
        label=_("Accessibility needs"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For instance: step-free access, sign language, a seat near the screen. Only the organiser reads it."
        ),
    )
    diet_needs = forms.CharField(
        label=_("Diet needs"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance: vegetarian, allergies. Only the organiser reads it."),
    )
    wants_meetings = forms.BooleanField(
        label=_("I wish to take part in the B2B meetings"),
        required=False,
        help_text=_("You will then say what you offer and what you seek."),
    )
    agrees_to_catalogue = forms.BooleanField(
        label=_("I agree to be listed in the catalogue of participants"),
        required=False,
        help_text=_("Free: you may take it back at any time."),
    )
    agrees_to_photo = forms.BooleanField(
        label=_("I agree to be photographed"),
        required=False,
        help_text=_("Free: you may take it back at any time."),
    )


class RegistrationForm(OnceForm, NeedsForm):
    """The whole form; ``organisation`` offers those of the register that answer to the name typed."""

    category = forms.ChoiceField(label=_("You come as"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Your confirmation and your badge are sent there."),
    )
    country = CountryField(label=_("Country"))
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Type its name; “Find in the register” proposes those that are known."),
    )
    organisation = forms.ChoiceField(label=_("In the register"), required=False, widget=forms.RadioSelect)
    cluster = forms.ModelChoiceField(
        label=_("Cluster you belong to"),
        queryset=Cluster.objects.order_by("name_key"),
        required=False,
        to_field_name="slug",
        widget=QuickSelect,
        empty_label="—",
    )
    accepts_terms = forms.BooleanField(
        label=_("I agree that the organiser keeps these data to run the Forum"),
        help_text=_("They are used for this edition only. Without them nobody can be welcomed."),
    )
    field_order = (
        "category",
        "full_name",
        "email",
        "phone",
        "job_title",
        "organisation_name",
        "organisation",
        "cluster",
        "country",
        "language",
        "billing_address",
        "accessibility_needs",
        "diet_needs",
        "wants_meetings",
        "agrees_to_catalogue",
        "agrees_to_photo",
        "accepts_terms",
        "key",
    )

    def __init__(self, edition: Edition, *, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.categories = {str(one.category.pk): one for one in offered_categories(edition)}
        self.choose("category", [(key, category_label(one)) for key, one in self.categories.items()])
        said = self.data if self.is_bound else self.initial
        self.choose("organisation", self.organisation_choices(said))

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = choices

    def organisation_choices(self, said: Any) -> list[tuple[str, Any]]:
        """What answers to the name typed, and the one chosen before; nothing where nothing is found."""
        chosen = str(said.get("organisation") or "")
        living = Organisation.objects.filter(merged_into=None)
        found = list(organisations_like(said.get("organisation_name") or "")[:FOUND])
        if set(keys := keys_in([chosen])) - {one.pk for one in found}:
            found += living.filter(pk__in=keys)
        if not found:
            del self.fields["organisation"]
            self.fields["organisation"] = forms.ChoiceField(required=False, widget=forms.HiddenInput)
            return [("", "")]
        return [("", _("None of these: keep the name I typed")), *((str(one.pk), label_of(one)) for one in found)]

    def clean_category(self) -> ParticipantCategory:
        return self.categories[self.cleaned_data["category"]].category

    def clean_organisation(self) -> Organisation | None:
        chosen = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=chosen) if chosen else None

    @property
    def attendee(self) -> Attendee:
        """What was said, as the domain takes it."""
        apart = {"key", "category", "accepts_terms"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if values["organisation"] is not None:
            values["organisation_name"] = values["organisation"].legal_name
        return Attendee(**values)


def label_of(organisation: Organisation) -> str:
    place = " ".join(filter(None, [organisation.postcode, organisation.city]))
    return f"{organisation.legal_name} ({place})" if place else organisation.legal_name


def category_label(offered: OfferedCategory) -> str:
    """The name, the fee and the places left, in one line."""
    category = offered.category
    return " · ".join([in_language(category), fee_label(category), *filter(None, [places_label(offered)])])


def fee_label(category: ParticipantCategory) -> str:
    if not category.fee:
        return gettext("free of charge")
    total = (category.fee * (1 + category.vat_rate / 100)).quantize(Decimal("0.01"))
    return gettext("%(total)s € including VAT") % {"total": number_format(total, 2, use_l10n=True)}


def places_label(offered: OfferedCategory) -> str:
    if offered.category.needs_approval:
        return gettext("the organiser approves")
    if offered.places is None:
        return ""
    if offered.places == 0:
        return gettext("full: waiting list")
    return ngettext("%(n)s place left", "%(n)s places left", offered.places) % {"n": offered.places}


def said_before(user: Any, edition: Edition) -> dict[str, Any]:
    """What is known of a signed-in person: her account, what she said at another edition, whose data she keeps."""
    known: dict[str, Any] = {"language": get_language(), "country": "FR", "agrees_to_catalogue": False}
    if not user.is_authenticated:
        return known
    known |= {"full_name": user.full_name, "email": user.email, "language": user.language}
    last = user.forum_registrations.exclude(edition=edition).order_by("-registered_at").first()
    if last is not None:
        # Needs of diet and access are said anew each time: they are nobody's business in between.
        names = ("phone", "job_title", "country", "organisation_name", "billing_address", "wants_meetings")
        known |= {name: getattr(last, name) for name in names}
        known |= {"organisation": last.organisation_id or "", "cluster": last.cluster and last.cluster.slug}
    elif (mandate := user.editor_mandates.select_related("organisation").order_by("pk").first()) is not None:
        kept = mandate.organisation
        known |= {"organisation": kept.pk, "organisation_name": kept.legal_name, "country": kept.country or "FR"}
    elif (led := Cluster.objects.filter(pk__in=clusters_of(user)).order_by("pk").first()) is not None:
        known |= {"cluster": led.slug, "country": led.country or "FR"}
    return known
