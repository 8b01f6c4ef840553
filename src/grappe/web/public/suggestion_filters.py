"""Must-haves and taste for suggestions, as they stand in the address."""

from dataclasses import replace
from typing import Any
from unicodedata import name as name_of_sign

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Theme
from grappe.apps.partnerships.bridge.answers import Wanted
from grappe.apps.partnerships.enums import PartnerScale
from grappe.web.public.organisation_filters import country_choices, quick_choice
from grappe.web.ui.templatetags.naming import in_language

DIVERSITY = 0.4


class SuggestionFilters(forms.Form):
    """What a suggestion must be; obeyed exactly, so that fewer may come."""

    kind = quick_choice(_("Kind"))
    country = quick_choice(_("Country"))
    theme = quick_choice(_("Theme"))
    only_new = forms.BooleanField(label=_("Nobody we have worked with"), required=False)
    diverse = forms.BooleanField(label=_("Rather different ones"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, every, choices in (
            ("kind", _("All kinds"), OrganisationKind.choices),
            ("country", _("All countries"), country_choices(get_language() or "fr")),
            ("theme", _("All themes"), [(theme.code, in_language(theme)) for theme in Theme.objects.all()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
            field.choices = [("", every), *choices]

    def wanted(self) -> Wanted:
        self.full_clean()
        held: dict[str, Any] = self.cleaned_data

        def among(name: str) -> tuple[str, ...]:
            return (held[name],) if held.get(name) else ()

        return Wanted(
            kinds=among("kind"),
            countries=among("country"),
            themes=among("theme"),
            only_new=bool(held.get("only_new")),
            diversity=DIVERSITY if held.get("diverse") else 0.0,
        )


class OrganisationSuggestionFilters(SuggestionFilters):
    """Partners of an organisation: an SME sees every other place kept for small ones unless it asks otherwise."""

    scale = quick_choice(
        _("Size of the partners"),
        _("Small: a firm known to be an SME, or whoever took part in no more than ten projects."),
    )

    def __init__(self, data: QueryDict, usual: PartnerScale) -> None:
        super().__init__(data)
        self.usual = usual
        field = self.fields["scale"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        others = [(value, label) for value, label in PartnerScale.choices if value != usual]
        field.choices = [("", usual.label), *others]

    def wanted(self) -> Wanted:
        wanted = super().wanted()
        return replace(wanted, scale=PartnerScale(self.cleaned_data.get("scale") or self.usual))


class ClusterSuggestionFilters(SuggestionFilters):
    """Clusters are looked for abroad, unless those at home are wanted too."""

    at_home_too = forms.BooleanField(label=_("At home too"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in ("kind", "only_new", "diverse"):
            del self.fields[name]


LEAST_LETTERS = 3
# The scripts of the encoder's sixteen languages, as names of Unicode's signs begin.
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI")


def is_mostly_known(text: str) -> bool:
    """Whether most letters are of scripts that the encoder knows: a Greek letter within a formula does no harm."""
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum(name_of_sign(sign, "").startswith(SCRIPTS) for sign in letters) >= len(letters)


class NeedFilters(SuggestionFilters):
    need = forms.CharField(
        label=_("Who or what you look for"),
        max_length=1000,
        required=False,
        help_text=_("A sentence or two, in French or in English."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("need",)

    def clean_need(self) -> str:
        """A sign or two, or words in letters that nothing here reads, would be answered by chance."""
        need = str(self.cleaned_data["need"])
        if need and sum(sign.isalpha() for sign in need) < LEAST_LETTERS:
            raise forms.ValidationError(_("Say it in a few words, such as a product, a skill or a market."))
        if need and not is_mostly_known(need):
            raise forms.ValidationError(_("Say it in French or in English: this alphabet is not understood here."))
        return need

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        del self.fields["only_new"]
