"""Why somebody is suggested, one sentence a reason, with what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grappe.apps.directory.models import Theme
from grappe.apps.directory.unnamed import is_name

MOST_LABELS, MOST_EVIDENCE = 4, 3


class Evidence(Protocol):
    """What the engine names: see its documentation."""

    @property
    def kind(self) -> Any: ...

    @property
    def id(self) -> str: ...


class Reason(Protocol):
    """A reason of the engine."""

    @property
    def code(self) -> Any: ...

    @property
    def figures(self) -> Mapping[str, float]: ...

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def evidence(self) -> tuple[Any, ...]: ...


@dataclass(frozen=True)
class Told:
    """One reason in words, and the records that show it."""

    sentence: str
    evidence: tuple[Any, ...]
    code: str = ""


def sentence_of(reason: Reason, records: Mapping[str, Any], *, of_group: bool = False) -> Told:
    """Say a reason in the reader's language; ``of_group`` where several ask, not one."""
    code, figures = str(reason.code), reason.figures
    number = int(figures.get("projects", figures.get("partners", figures.get("members", 0))))
    names = {
        "n": number,
        "year": int(figures.get("last_year", 0)),
        "labels": shown_labels(code, reason.labels, records),
    }
    if code == "fills_role" and not names["labels"]:
        return Told("", ())
    told = of_a_group(code, number, names) if of_group else ""
    sentence = told or counted(code, number, names) or plain(code, names) or code
    return Told(sentence, evidence_of(reason, records), code)


def of_a_group(code: str, number: int, names: dict[str, Any]) -> str:
    """Reasons that speak of both sides, where one side is a group."""
    texts = {
        "worked_together": ngettext(
            "It has carried %(n)s project with members of the group, in %(year)s.",
            "It has carried %(n)s projects with members of the group, the last in %(year)s.",
            number,
        ),
        "shared_partners": ngettext(
            "It has %(n)s partner in common with the group.", "It has %(n)s partners in common with the group.", number
        ),
    }
    text = texts.get(code, "")
    return text % names if text else ""


def counted(code: str, number: int, names: dict[str, Any]) -> str:
    """Reasons that count."""
    texts = {
        "worked_together": ngettext(
            "The two have carried %(n)s project together, in %(year)s.",
            "The two have carried %(n)s projects together, the last in %(year)s.",
            number,
        ),
        "shared_partners": ngettext(
            "The two have %(n)s partner in common.", "The two have %(n)s partners in common.", number
        ),
        "same_themes": ngettext(
            "It has carried %(n)s project on the same themes: %(labels)s.",
            "It has carried %(n)s projects on the same themes: %(labels)s.",
            number,
        )
        if number
        else _("Both work on %(labels)s."),
        "active": ngettext(
            "It has taken part in %(n)s project, in %(year)s.",
            "It has taken part in %(n)s projects, the last in %(year)s.",
            number,
        ),
        "shared_members": ngettext(
            "The two have %(n)s member in common.", "The two have %(n)s members in common.", number
        ),
        "members_worked_together": ngettext(
            "The two or their members have carried %(n)s project together, in %(year)s.",
            "The two or their members have carried %(n)s projects together, the last in %(year)s.",
            number,
        ),
    }
    text = texts.get(code, "")
    return text % names if text else ""


def plain(code: str, names: dict[str, Any]) -> str:
    """Reasons without a count."""
    texts = {
        "same_sectors": _("It works in the same fields: %(labels)s."),
        "complementary": _("It brings what is not there yet: %(labels)s.")
        if names["labels"]
        else _("Bodies of these two kinds complete each other."),
        "same_words": _("The texts speak of the same things: %(labels)s.")
        if names["labels"]
        else _("The texts speak of the same things."),
        "same_sense": _("The texts are near in meaning, whatever the language."),
        "offers_what_is_needed": _("It offers what is looked for."),
        "needs_what_is_offered": _("It looks for what is offered."),
        "fills_role": _("It can fill a place that is missing: %(labels)s."),
        "meets_rule": _("It would bring a further country, and the call asks for several."),
        "same_place": _("It is near: %(labels)s."),
        "newcomer": _("It is a newcomer: it has taken part in no more than one project."),
    }
    text = texts.get(code, "")
    return text % names if text else ""


def shown_labels(code: str, labels: tuple[str, ...], records: Mapping[str, Any]) -> str:
    """Themes by their names, roles in words, places and words as they stand."""
    if code == "same_place":
        # A region comes as its code, which tells a reader nothing.
        return ", ".join(label for label in labels if not label.isdecimal()) or _("the same region")
    if code == "fills_role":
        known = role_names()
        return ", ".join(known[label] for label in labels if label in known)
    names = records.get("themes", {}) if code in {"same_themes", "same_sectors", "complementary"} else {}
    return ", ".join(names.get(label, label) for label in labels[:MOST_LABELS])


def role_names() -> dict[str, str]:
    """The places that the rules of a round leave open, by their codes."""
    return {
        "firm": _("a firm"),
        "research": _("a laboratory or a school"),
        "sme": _("a small or medium-sized firm"),
        "country": _("a partner from another country"),
        "territory": _("a partner on the territory of a labelling cluster"),
    }


def theme_names() -> dict[str, str]:
    field = "name_fr" if get_language() == "fr" else "name_en"
    return dict(Theme.objects.values_list("code", field))


def evidence_of(reason: Reason, records: Mapping[str, Any]) -> tuple[Any, ...]:
    found = []
    for one in reason.evidence:
        kind, _dash, number = one.id.rpartition("-")
        kind = {"": str(one.kind), "offer": "organisation", "need": "organisation"}.get(kind, kind)
        if (record := records.get(f"{kind}-{number}")) is not None and record not in found:
            found.append(record)
    # A number in place of a name tells a reader nothing, where others have a name.
    named = [one for one in found if is_name(str(one))]
    return tuple((named or found)[:MOST_EVIDENCE])
