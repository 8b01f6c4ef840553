"""What the meeting engine finds, in words; ``bridge.sayings`` gives the code and the names."""

from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.bridge.sayings import Said

SENTENCES = {
    # What a move would break.
    "meeting.twice": _("%(meeting)s stands several times in the plan."),
    "meeting.missing": _("%(meeting)s is compulsory and not in the plan."),
    "slot.refused": _("%(meeting)s cannot stand at %(slot)s: somebody is away, or its own rules forbid it."),
    "pair.apart": _("%(meeting)s: the two are to be kept apart."),
    "table.remote": _("%(meeting)s is remote and needs no table."),
    "table.none": _("%(meeting)s has no table."),
    "table.seats": _("%(meeting)s needs %(needed)s seats; table %(table)s has %(seats)s."),
    "table.equipment": _("%(meeting)s needs %(equipment)s; table %(table)s lacks it."),
    "table.away": _("%(meeting)s stands at table %(table)s, which is not available then."),
    "table.twice": _("Table %(table)s is taken at %(slot)s: %(meetings)s."),
    "participant.twice": _("%(participant)s has several meetings at %(slot)s: %(meetings)s."),
    "participant.maximum": _("%(participant)s has %(times)s meetings and wants %(maximum)s at most."),
    "order": _("%(meeting)s must come after %(earlier)s."),
    "walk": _("%(participant)s has no time to walk from %(earlier)s to %(meeting)s."),
    "interpreters": _("%(times)s meetings need %(language)s at %(slot)s; there are %(count)s interpreters."),
    "fairness": _("Breaks are spread more unevenly than allowed."),
    # Why there is no plan.
    "never.together": _("%(meeting)s: the two are never free together."),
    "never.seated": _("%(meeting)s: no table suits it."),
    "over.maximum": _("%(participant)s has %(times)s compulsory meetings and wants %(maximum)s at most."),
    "over.slots": _("%(participant)s has %(times)s meetings for %(count)s slots."),
    "over.tables": _("%(times)s meetings are for slots where the tables have room for %(places)s."),
    "conflict.fairness": _("All meetings can be held, but not with breaks as even as asked for."),
    "conflict": _("These %(count)s meetings cannot all be held: %(pairs)s."),
    "conflict.minimal": _("These %(count)s meetings cannot all be held: %(pairs)s. Without any one, the others could."),
    # Why a request is left out.
    "why.apart": _("The two are to be kept apart."),
    "why.never": _("The two are never free together."),
    "why.seated": _("No table suits it."),
    "why.maximum": _("%(participant)s has as many meetings as wanted, %(maximum)s."),
    "why.full": _("%(participant)s meets others in every possible slot and is asked for %(wanted)s times."),
    "why.busy": _("%(participant)s meets others at %(slots)s."),
    "why.tables": _("At %(slots)s both are free, but every table that suits is taken."),
    "why.interpreters": _("At %(slots)s every interpreter of %(language)s is taken."),
    "why.order": _("At %(slots)s it would stand on the wrong side of a meeting it must follow or precede."),
    "why.walk": _("At %(slots)s there is no time to walk to it."),
    "why.fairness": _("It would fit at %(slot)s, but breaks would be too uneven."),
    "why.time": _("It fits at %(slot)s: compute again with more time, or place it by hand."),
    # The cheapest change that would place it.
    "change.moves": _("Move other meetings (%(meetings)s): it then stands at %(slot)s and nobody loses one."),
    "change.place": _("Place it at %(slot)s: nothing has to give way."),
    "change.table": _("Add one table at %(slot)s."),
    "change.interpreter": _("Add one interpreter of %(language)s at %(slot)s."),
    "change.hour": _("Ask %(participant)s to be available at %(slot)s."),
    "change.maximum": _("Let %(participant)s have %(maximum)s meetings."),
    "change.rule": _("Allow %(slot)s for it, against its own rule."),
    "change.give_up": _("Give up %(meetings)s, to place it at %(slot)s."),
    "change.none": _("No single change places it."),
    # What more would give.
    "gain.table": _("One more table"),
    "gain.slot": _("One more slot at the end"),
    "gain.half_day": _("One more half-day of %(count)s slots at the end"),
}
UNKNOWN = _("The plan breaks a rule (%(code)s).")


def sentence(one: Said) -> str:
    """What is said, in the reader's language."""
    if one.code not in SENTENCES:
        return str(UNKNOWN) % {"code": one.code}
    return str(SENTENCES[one.code]) % one.words
