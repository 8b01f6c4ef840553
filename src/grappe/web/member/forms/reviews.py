"""What experts and leads write."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.models import Criterion
from grappe.apps.reviews.enums import ReviewConfidence, TieKind, VoteValue
from grappe.apps.reviews.models import ExpertProfile, Review
from grappe.web.ui.organisation_field import OrganisationField, named
from grappe.web.ui.templatetags.naming import in_language

MOST_KEYWORDS, LONGEST_KEYWORD = 40, 80
DAY = {"type": "date"}


class ExpertForm(forms.Form):
    """An expert's profile; keywords one a line."""

    organisation = OrganisationField(label=_("employer"))
    position = forms.CharField(label=_("position"), max_length=150, required=False)
    keywords = forms.CharField(
        label=_("keywords"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, in French or English: they choose what you are asked to read."),
    )
    presentation = forms.CharField(
        label=_("field of work"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    publications = forms.CharField(
        label=_("publications"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    languages = forms.MultipleChoiceField(
        label=_("languages read"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    is_senior = forms.BooleanField(label=_("has reviewed for a panel before"), required=False)
    most_readings = forms.IntegerField(label=_("proposals a round, at most"), min_value=0, max_value=50, initial=6)
    away_from = forms.DateField(label=_("away from"), required=False, widget=forms.DateInput(DAY))
    away_until = forms.DateField(label=_("away until"), required=False, widget=forms.DateInput(DAY))
    is_available = forms.BooleanField(label=_("available for reviews"), required=False, initial=True)

    def __init__(self, data: Any = None, *, profile: ExpertProfile | None = None) -> None:
        super().__init__(data, initial=held(profile) if profile else None)
        self.fields["organisation"].required = False

    def clean_keywords(self) -> list[str]:
        words = [" ".join(line.split()) for line in self.cleaned_data["keywords"].splitlines()]
        words = list(dict.fromkeys(word for word in words if word))
        if len(words) > MOST_KEYWORDS or any(len(word) > LONGEST_KEYWORD for word in words):
            raise ValidationError(_("At most 40 keywords of 80 letters: keep those that choose best."))
        return words

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("away_from"), values.get("away_until")
        if start and end and end < start:
            self.add_error("away_until", _("The end comes before the beginning."))
        return values


def held(profile: ExpertProfile) -> dict[str, Any]:
    values = {name: getattr(profile, name) for name in ExpertForm.base_fields}
    return values | {"organisation": named(profile.organisation), "keywords": "\n".join(profile.keywords)}


class TieForm(forms.Form):
    """A tie to an organisation or to a person."""

    kind = forms.ChoiceField(label=_("kind"), choices=TieKind)
    organisation = OrganisationField(label=_("organisation"))
    person_name = forms.CharField(label=_("person's name"), max_length=150, required=False)
    person_email = forms.EmailField(label=_("person's e-mail"), required=False)
    note = forms.CharField(label=_("note"), max_length=300, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="tie")
        self.fields["organisation"].required = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("organisation") and not values.get("person_email") and not self.errors:
            raise ValidationError(_("Name an organisation, or a person by an e-mail address."))
        return values


class AnswerForm(forms.Form):
    """Why a proposal is given back."""

    reason = forms.CharField(label=_("why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    is_conflict = forms.BooleanField(label=_("I am tied to this proposal"), required=False)


class ReviewForm(forms.Form):
    """A review: one score a criterion, a confidence and free text; nothing is required until it is sent in."""

    confidence = forms.TypedChoiceField(
        label=_("confidence"),
        choices=[("", _("not said yet")), *ReviewConfidence.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    strengths = forms.CharField(
        label=_("strengths"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    weaknesses = forms.CharField(
        label=_("weaknesses"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    to_the_panel = forms.CharField(
        label=_("to the panel only"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The consortium does not read this."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, review: Review | None, criteria: list[Criterion]) -> None:
        given = {one.criterion_id: one.value for one in review.scores.all()} if review else {}
        texts = ("confidence", "strengths", "weaknesses", "to_the_panel")
        initial = {name: getattr(review, name) for name in texts} if review else {}
        super().__init__(data, initial=initial | {"seen": review.revision if review else 0})
        self.criteria = criteria
        scores = {f"criterion_{one.pk}": score_field(one, given.get(one.pk)) for one in criteria}
        self.fields = {**scores, **self.fields}

    @property
    def scores(self) -> dict[int, Decimal | None]:
        return {one.pk: self.cleaned_data[f"criterion_{one.pk}"] for one in self.criteria}

    @property
    def texts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("confidence", "strengths", "weaknesses", "to_the_panel")}


def score_field(criterion: Criterion, given: Decimal | None) -> forms.DecimalField:
    return forms.DecimalField(
        label=in_language(criterion),
        help_text=in_language(criterion, "text"),
        min_value=criterion.lowest,
        max_value=criterion.highest,
        max_digits=5,
        decimal_places=2,
        required=False,
        initial=given,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
    )


class PostForm(forms.Form):
    text = forms.CharField(label=_("what you say"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))


class VoteForm(forms.Form):
    value = forms.ChoiceField(label=_("your vote"), choices=VoteValue)


class HearingForm(forms.Form):
    text = forms.CharField(label=_("your answer"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
