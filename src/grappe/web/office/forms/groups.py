"""A cluster's people, one row each, typed or taken from a file."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.group_sheets import MOST_PEOPLE, Sheet
from grappe.apps.forum.models import Edition, ParticipantCategory
from grappe.kernel.spelling import folded
from grappe.web.ui.once import OnceForm
from grappe.web.ui.templatetags.naming import in_language

EMPTY_ROWS = 5
SHEET_MB = 5
LONGEST_NUMBER = 5


class GroupForm(OnceForm):
    """What concerns the whole group."""

    pays_together = forms.BooleanField(
        label=_("One invoice for all, to the cluster"),
        required=False,
        initial=True,
        help_text=_("Otherwise each person receives her own."),
    )
    told = forms.BooleanField(
        label=_("These people know that they are registered and that the organiser keeps these data"),
    )


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("List as a file"), help_text=_("CSV, XLSX or ODS, one person a row; the model file has the columns.")
    )


class PersonForm(forms.Form):
    """One row. ``line`` is that of the file it came from, so that a fault can be found there."""

    line = forms.IntegerField(widget=forms.HiddenInput, required=False)
    full_name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    category = forms.CharField(label=_("Category"), max_length=100)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    job_title = forms.CharField(label=_("Position"), max_length=150, required=False)
    accessibility_needs = forms.CharField(label=_("Accessibility needs"), max_length=1000, required=False)
    diet_needs = forms.CharField(label=_("Diet needs"), max_length=1000, required=False)

    def __init__(self, *args: Any, categories: list[ParticipantCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = {folded(name): one for one in categories for name in (one.name_fr, one.name_en)}
        choices = [(in_language(one), in_language(one)) for one in categories]
        self.fields["category"].widget = forms.Select(choices=[("", "—"), *choices])
        for name in self.fields:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_category(self) -> ParticipantCategory:
        found = self.by_name.get(folded(self.cleaned_data["category"]))
        if found is None:
            known = ", ".join(sorted({in_language(one) for one in self.by_name.values()}))
            raise forms.ValidationError(
                _("This word is not known here. Known: %(known)s."), code="unknown", params={"known": known}
            )
        return found

    @property
    def attendee(self) -> Attendee:
        apart = {"line", "category"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return Attendee(**values, language=get_language() or "fr")


class BasePeople(forms.BaseFormSet):  # type: ignore[type-arg]  # a class of Django's that cannot be subscripted
    """The rows together: nobody twice, somebody at least. A row that is emptied is left out, whatever it held."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        seen: dict[str, int] = {}
        for number, form in enumerate(self.forms, start=1):
            email = (form.cleaned_data.get("email") or "").lower() if hasattr(form, "cleaned_data") else ""
            if email and email in seen:
                form.add_error("email", _("The same address stands in row %(row)s already.") % {"row": seen[email]})
            elif email:
                seen[email] = form.cleaned_data.get("line") or number
        if not any(self.errors) and not seen:
            raise forms.ValidationError(_("Name one person at least."))

    @property
    def filled(self) -> list[PersonForm]:
        return [form for form in self.forms if form.has_changed()]


def people_formset(edition: Edition, data: Any = None, *, known: list[dict[str, str]] | None = None) -> BasePeople:
    """The table: what was sent, or what is known with empty rows at its end."""
    made = forms.formset_factory(
        PersonForm,
        formset=BasePeople,
        extra=EMPTY_ROWS,
        max_num=MOST_PEOPLE,
        absolute_max=MOST_PEOPLE,
        validate_max=True,
    )
    categories = list(edition.categories.filter(is_offered=True))
    people = made(data, prefix="person", initial=known, form_kwargs={"categories": categories})
    return cast("BasePeople", people)


def rows_typed(data: QueryDict) -> list[dict[str, str]]:
    """The rows as they were typed, without those that are empty; nothing is judged."""
    total = data.get("person-TOTAL_FORMS", "")
    number = min(int(total), MOST_PEOPLE) if total.isdecimal() and len(total) < LONGEST_NUMBER else 0
    rows = [{name: data.get(f"person-{row}-{name}", "") for name in PersonForm.base_fields} for row in range(number)]
    return [row for row in rows if any(value for name, value in row.items() if name != "line")]


def people_of_sheet(edition: Edition, sheet: Sheet) -> BasePeople:
    """The rows of a file as if they had been typed, so that they are checked and shown in the same way."""
    data: dict[str, Any] = {"person-TOTAL_FORMS": len(sheet.rows), "person-INITIAL_FORMS": 0}
    categories = list(edition.categories.filter(is_offered=True))
    only = in_language(categories[0]) if len(categories) == 1 else ""
    named = {folded(name): in_language(one) for one in categories for name in (one.name_fr, one.name_en)}
    for number, row in enumerate(sheet.rows):
        said = row.values | {"category": row.values.get("category") or only}
        said["category"] = named.get(folded(said["category"]), said["category"])
        data |= {f"person-{number}-{name}": value for name, value in said.items()}
        data[f"person-{number}-line"] = row.line
    return people_formset(edition, data)
