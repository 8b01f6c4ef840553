"""The state-aid engine's reasoning in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grappe.apps.calls.enums import ResearchNature
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.directory.models import Organisation

SHARES = {"share", "most", "least", "points"}
TEMPLATES = {
    "rules.applied": gettext_lazy("Rules %(rules)s apply to aid granted on %(on)s."),
    "base": gettext_lazy("%(category)s: %(share)s of eligible costs before bonuses."),
    "bonus.size": gettext_lazy("A %(size)s undertaking: %(points)s more."),
    "bonus.added": gettext_lazy("Bonus for %(bonus)s: %(points)s more."),
    "bonus.exclusive": gettext_lazy("Bonus for %(bonus)s: not added to a greater one, which excludes it."),
    "bonus.not_for_category": gettext_lazy("The bonus for %(bonus)s does not apply to %(category)s."),
    "bonus.refused_collaboration": gettext_lazy(
        "The bonus for %(bonus)s is refused: the project is no effective collaboration."
    ),
    "bonus.refused_states": gettext_lazy(
        "The bonus for %(bonus)s is refused: it needs a collaboration in %(wanted)s States; %(states)s take part."
    ),
    "cap": gettext_lazy("The total is capped at %(share)s."),
    "size.excluded": gettext_lazy("%(category)s: a %(size)s undertaking may not receive this aid."),
    "limit": gettext_lazy("%(category)s: %(limit)s."),
    "intensity": gettext_lazy("Greatest intensity for %(category)s, %(size)s undertaking: %(share)s."),
    "collaboration.firms": gettext_lazy("Firms collaborate effectively: none bears more than %(most)s of the costs."),
    "collaboration.research": gettext_lazy(
        "Firms and research organisations collaborate: these bear at least %(least)s and publish."
    ),
    "collaboration.none": gettext_lazy(
        "No effective collaboration: neither two independent firms, one of them an SME or in two States, none above "
        "%(most)s, nor research organisations that bear at least %(least)s and may publish."
    ),
    "threshold.predominant": gettext_lazy(
        "The project is mostly %(category)s: above %(limit)s € for one undertaking, the aid is to be notified."
    ),
    "research.no_aid": gettext_lazy(
        "%(partner)s: money for the non-economic work of a research organisation is no State aid."
    ),
    "scheme.rate": gettext_lazy("The call's own rate: %(share)s of the costs."),
    "cut.intensity": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: the intensity is reached."
    ),
    "cut.public": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: public money may not "
        "exceed it."
    ),
    "cut.scheme": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: the rate of the call is "
        "reached."
    ),
    "cut.threshold": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: more must be notified "
        "first."
    ),
    "cut.window": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: the ceiling over years "
        "is reached."
    ),
    "cut.de_minimis": gettext_lazy(
        "%(funder)s to %(partner)s, %(category)s: %(asked)s € asked, %(allowed)s € possible: de minimis aid is used up."
    ),
    "cumulation.same_costs": gettext_lazy(
        "%(partner)s: aid from all sources for the same costs stays under the greatest intensity."
    ),
    "cumulation.union": gettext_lazy(
        "%(partner)s: Union funds are no State aid; all public money stays under its best rate."
    ),
    "publish": gettext_lazy("%(partner)s: aid above %(limit)s € is to be published within %(months)s months."),
}
SIZES = {
    "micro": gettext_lazy("micro"),
    "small": gettext_lazy("small"),
    "medium": gettext_lazy("medium"),
    "large": gettext_lazy("large"),
}


class ReasonedStep(Protocol):
    """What this page reads of a step of the engine."""

    @property
    def code(self) -> str: ...
    @property
    def words(self) -> Mapping[str, str]: ...
    @property
    def numbers(self) -> Mapping[str, Decimal]: ...
    @property
    def source(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...


def said(step: ReasonedStep) -> str:
    """A step as a sentence, with its source, and a warning where the rule was not read in its text."""
    names: dict[str, object] = {name: worded(name, value) for name, value in step.words.items()}
    names |= {name: figure(name, value) for name, value in step.numbers.items()}
    text = str(TEMPLATES[step.code]) % names
    if not step.source:
        return text
    if step.status == "memory":
        return _("%(text)s [%(source)s; to be verified]") % {"text": text, "source": step.source}
    return _("%(text)s [%(source)s]") % {"text": text, "source": step.source}


def worded(name: str, value: str) -> str:
    if name == "category" and value in ResearchNature.values:
        return str(ResearchNature(value).label)
    if name == "size":
        return str(SIZES.get(value, value))
    if name == "bonus" and value == "collaboration":
        return _("effective collaboration")
    if name == "partner" and value.isdecimal():
        held = ProposalPartner.objects.filter(pk=value).select_related("organisation").first()
        return str(held.organisation) if held else value
    if name == "funder" and value.isdecimal():
        return str(Organisation.objects.filter(pk=value).first() or value)
    return value


def figure(name: str, value: Decimal) -> str:
    if name in SHARES:
        return f"{number_format((value * 100).normalize().quantize(Decimal('0.01')), 2).rstrip('0').rstrip(',.')} %"
    digits = 0 if value == value.to_integral_value() else 2
    return number_format(value, digits, force_grouping=True)
