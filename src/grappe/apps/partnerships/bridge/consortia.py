"""Who completes a consortium for a round: what its rules still lack, and whom the engine suggests for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from grappe.apps.calls.bridge.eligibility import rules_in_force
from grappe.apps.calls.eligibility.checks import SME_SIZES
from grappe.apps.calls.eligibility.facts import FIRMS, RESEARCH
from grappe.apps.calls.enums import LabelState, PartnerState, RuleCode
from grappe.apps.calls.models import CallRound, EligibilityRule, PartnerCost, Proposal
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Organisation, Territory
from grappe.apps.partnerships.bridge.answers import (
    Suggestions,
    Wanted,
    asked,
    read_texts,
    set_aside_by,
    wishes_of,
)
from grappe.apps.partnerships.bridge.register import intensity_of
from grappe.apps.partnerships.phrases import role_names
from grappe.engines import matching
from grappe.kernel.countries import countries

ANYBODY = "any"
REFUSED_LABELS = (LabelState.REFUSED, LabelState.WITHDRAWN)


@dataclass(frozen=True)
class Gap:
    """A place that the rules of a round leave open: who can fill it; None is all."""

    code: str
    kinds: frozenset[str] | None = None
    sizes: frozenset[str] | None = None
    countries: frozenset[str] | None = None
    regions: frozenset[str] | None = None

    @property
    def name(self) -> str:
        return role_names()[self.code]

    @property
    def role(self) -> matching.Role:
        return matching.Role(self.code, kinds=self.kinds, countries=self.countries)


@dataclass(frozen=True)
class Demands:
    """What a round asks of a group as it stands: gaps in the order of its rules, and the countries it takes."""

    gaps: tuple[Gap, ...] = ()
    eligible: frozenset[str] | None = None
    least_countries: int = 1

    def gap(self, code: str) -> Gap | None:
        return next((one for one in self.gaps if one.code == code), None)


def demands_of(
    members: Sequence[Organisation],
    round: CallRound | None,  # noqa: A002
    *,
    on: date,
    regions: frozenset[str] = frozenset(),
) -> Demands:
    """Hold a group against the rules of a round; ``regions`` are those of the clusters that label it."""
    if round is None:
        return Demands()
    held: list[Gap] = []
    demands = Demands()
    for rule in rules_in_force(round, on):
        if rule.code == RuleCode.COUNTRIES:
            listed = rule.parameters.get("countries")
            demands = replace(
                demands, eligible=frozenset(listed) if listed else None, least_countries=least_of(rule, 1)
            )
        if (gap := gap_of(rule, members, regions)) is not None and gap.code not in {one.code for one in held}:
            held.append(gap)
    return replace(demands, gaps=tuple(held))


def gap_of(rule: EligibilityRule, members: Sequence[Organisation], regions: frozenset[str]) -> Gap | None:
    """What one rule lacks; nothing where it is met or does not speak of who takes part."""
    if rule.code == RuleCode.FIRMS:
        kinds = frozenset(rule.parameters.get("kinds", FIRMS))
        return Gap("firm", kinds) if count_of(members, kinds) < least_of(rule, 2) else None
    if rule.code == RuleCode.RESEARCH_PARTNER:
        kinds = frozenset(rule.parameters.get("kinds", RESEARCH))
        return Gap("research", kinds) if count_of(members, kinds) < least_of(rule, 1) else None
    if rule.code in {RuleCode.SME_PARTNER, RuleCode.SME_OR_ETI_PARTNER}:
        sizes = frozenset(SME_SIZES if rule.code == RuleCode.SME_PARTNER else (*SME_SIZES, "eti"))
        there = sum(one.kind in FIRMS and one.size_category in sizes for one in members)
        return Gap("sme", frozenset(FIRMS), sizes) if there < least_of(rule, 1) else None
    if rule.code == RuleCode.COUNTRIES:
        present = {one.country for one in members} - {""}
        eligible = frozenset(rule.parameters.get("countries") or countries())
        return Gap("country", countries=eligible - present) if len(present) < least_of(rule, 1) else None
    if rule.code == RuleCode.LABEL_TERRITORY and regions:
        return Gap("territory", regions=regions)
    return None


def count_of(members: Iterable[Organisation], kinds: Iterable[str]) -> int:
    return sum(one.kind in kinds for one in members)


def least_of(rule: EligibilityRule, usual: int) -> int:
    return int(rule.parameters.get("min") or usual)


@dataclass(frozen=True)
class Group:
    """Those who are there, their plan, and the round it is for."""

    members: tuple[Organisation, ...]
    demands: Demands = field(default_factory=Demands)
    texts: tuple[matching.Text, ...] = ()
    themes: tuple[str, ...] = ()
    budget: float | None = None
    months: float | None = None
    intensity: float | None = None
    declined: frozenset[str] = frozenset()


def group_of_proposal(proposal: Proposal) -> Group:
    """A proposal's consortium with its texts, themes, costs, aid and months; who declined is not asked again."""
    partners = proposal.partners.select_related("organisation").order_by("-is_lead", "rank", "pk")
    present = tuple(one.organisation for one in partners if one.state != PartnerState.DECLINED)
    taking_part = partners.exclude(state=PartnerState.DECLINED)
    cost = PartnerCost.objects.filter(partner__in=taking_part).aggregate(sum=Sum("amount"))["sum"]
    aid = taking_part.aggregate(sum=Sum("aid_requested"))["sum"]
    french, english = (
        f"{getattr(proposal, f'title_{language}')} {getattr(proposal, f'abstract_{language}')}"
        for language in ("fr", "en")
    )
    themes = tuple(proposal.themes.values_list("code", flat=True))
    return Group(
        members=present,
        demands=demands_of(present, proposal.round, on=timezone.localdate(), regions=labelling_regions(proposal)),
        texts=read_texts((french, "fr"), (english, "en")),
        themes=themes or tuple(proposal.round.call.themes.values_list("code", flat=True)),
        budget=float(cost) if cost else None,
        months=proposal.months,
        # Of a plan in which nobody has yet asked for aid, nothing is said.
        intensity=intensity_of(aid, cost) if aid else None,
        declined=frozenset(str(one.organisation_id) for one in partners if one.state == PartnerState.DECLINED),
    )


def labelling_regions(proposal: Proposal) -> frozenset[str]:
    """The regions in which the clusters that are asked for a label are at home."""
    asked_clusters = proposal.label_requests.exclude(state__in=REFUSED_LABELS).values("cluster")
    rows = Territory.objects.filter(clusters__in=asked_clusters).select_related("region")
    return frozenset(
        home.code for one in rows if (home := one if one.kind == TerritoryKind.REGION else one.region) is not None
    )


def group_of(
    members: Iterable[Organisation],
    *,
    about: str = "",
    language: str = "",
    round: CallRound | None = None,  # noqa: A002
) -> Group:
    """Any group around its first member, with words about its plan."""
    present = tuple(members)
    return Group(
        members=present,
        demands=demands_of(present, round, on=timezone.localdate()),
        texts=read_texts((about, language)),
        themes=tuple(round.call.themes.values_list("code", flat=True)) if round else (),
    )


def partners_for_group(group: Group, *, role: str = ANYBODY, wanted: Wanted) -> Suggestions:
    """Who completes a group: for one gap of its round, or anybody that the round's countries allow."""
    if not group.members:
        return Suggestions()
    demands, gap = group.demands, group.demands.gap(role)
    wishes = wishes_of(wanted, set_aside_by(group.members[0]))
    if gap is not None:
        wishes = replace(wishes, sizes=gap.sizes, regions=gap.regions)
    named = [one.role for one in demands.gaps if one.sizes is None and one.regions is None]
    names = tuple(dict.fromkeys(str(one.pk) for one in group.members))
    question = matching.ForConsortium(
        names,
        lead=names[0],
        themes=group.themes,
        budget=group.budget,
        months=group.months,
        intensity=group.intensity,
        about=group.texts,
        roles=(gap.role,) if gap else (*named, matching.Role(ANYBODY)) if named else (),
        rules=matching.CallRules(countries=demands.eligible, least_countries=demands.least_countries),
        wishes=replace(wishes, excluded=group.declined),
    )
    return asked(question)
