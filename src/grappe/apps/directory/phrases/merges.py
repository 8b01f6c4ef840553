"""Why two records may be one organisation, in words."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import MergeProposal

REASONS = {
    "prior": _("how rarely two records compared are one organisation"),
    "identifier_agrees": _("the same number: %(detail)s"),
    "identifier_conflict": _("two different numbers: %(detail)s"),
    "domain_agrees": _("the same web address: %(detail)s"),
    "city_agrees": _("the same city"),
    "city_differs": _("two cities: %(detail)s"),
    "postcode_agrees": _("the same postcode: %(detail)s"),
    "kind_differs": _("two kinds: %(detail)s"),
    "country_differs": _("two countries: %(detail)s"),
    "translated_words": _("words that translate each other: %(detail)s"),
    "overlap": _("words in common, weighed by their rarity: %(detail)s"),
    "containment": _("the shorter name stands in the longer"),
    "shared": _("the common words tell much"),
    "rarest_shared": _("a rare word in common"),
    "unmatched_both": _("words on each side that the other lacks: %(detail)s"),
    "unmatched_most": _("a telling word that the other lacks: %(detail)s"),
    "unmatched_place": _("a place that the other does not name: %(detail)s"),
    "similarity": _("letters alike"),
    "near_equal": _("nearly the same letters"),
    "same_core": _("the same name but for its legal form"),
    "leading_word": _("the same first word"),
    "acronym": _("one is the acronym of the other"),
    "short_in_name": _("the short name of one stands in the other"),
    "number_conflict": _("two different figures in the names: %(detail)s"),
    "kind_conflict": _("two different kinds of body in the names: %(detail)s"),
    "form_agrees": _("the same legal form: %(detail)s"),
    "form_conflict": _("two legal forms: %(detail)s"),
    "one_word": _("a name of one word: %(detail)s"),
}
MOST_REASONS = 5


class Reason(NamedTuple):
    """One sentence, and whether it speaks for or against: the natural logarithm of the odds it adds."""

    sentence: str
    weight: float


def merge_reasons(proposal: MergeProposal) -> list[Reason]:
    """The strongest reasons of a proposal; what holds for every pair alike is left out."""
    own = [one for one in proposal.evidence if one["code"] != "prior"]
    return [
        Reason(str(REASONS[one["code"]]) % {"detail": " · ".join(one["detail"])}, one["weight"])
        for one in own[:MOST_REASONS]
    ]
