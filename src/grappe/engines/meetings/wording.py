"""English templates of all findings, for the command line and notebooks; pages translate them by code."""

TEMPLATES = {
    # Why a request cannot begin at a slot, whatever else is planned (a clause, not a sentence).
    "obstacle.programme": "its slots would leave the session or the programme",
    "obstacle.session": "it is asked for in session {session}",
    "obstacle.fixed": "it is fixed to slot {fixed}",
    "obstacle.forbidden": "the slot is forbidden for it",
    "obstacle.absent": "{participant} is not available",
    # What is wrong with a plan.
    "meeting.unknown": "There is no meeting {meeting}.",
    "meeting.twice": "Meeting {meeting} stands {times} times in the plan.",
    "meeting.missing": "Meeting {meeting} is compulsory and not in the plan.",
    "slot.unknown": "Meeting {meeting} at slot {slot} would leave the programme.",
    "slot.refused": "Meeting {meeting} stands at slot {slot}, but {because}.",
    "pair.apart": "Meeting {meeting} unites participants to be kept apart.",
    "table.unknown": "Meeting {meeting} stands at table {table}, which does not exist.",
    "table.remote": "Meeting {meeting} is remote, yet stands at table {table}.",
    "table.none": "Meeting {meeting} has no table.",
    "table.seats": "Meeting {meeting} needs {needed} seats; table {table} has {seats}.",
    "table.equipment": "Meeting {meeting} needs {equipment}; table {table} lacks it.",
    "table.away": "Meeting {meeting} stands at table {table} when that is not available.",
    "table.twice": "{times} meetings ({meetings}) stand at table {table} in slot {slot}.",
    "participant.twice": "{participant} has {times} meetings ({meetings}) in slot {slot}.",
    "participant.maximum": "{participant} has {times} meetings, over {maximum}.",
    "order": "Meeting {meeting} must come after meeting {earlier}.",
    "walk": "{participant} has no time to walk from meeting {earlier} to {meeting}.",
    "interpreters": "{times} meetings need {language} in slot {slot}; there are {count} interpreters.",
    "fairness": "Breaks run from {least} ({fewest}) to {most} ({participant}), over {fairness} apart.",
    "figure.breaks": "The plan tells {told} breaks; it has {true}.",
    "figure.weight": "The plan tells a weight of {told}; it has {true}.",
    "figure.measure": "The plan measures itself as {told}; it is {true}.",
    "bound": "The plan is better than its own bound: the bound is wrong.",
    # Why there is no plan.
    "never.together": "Meeting {meeting} ({participants}) has no slot: its participants are never free together.",
    "never.seated": "Meeting {meeting} ({participants}) has no table that suits it.",
    "over.maximum": "{participant} has {times} compulsory meetings, over its maximum of {maximum}.",
    "over.slots": "{participant} has {times} meetings ({meetings}) for {count} slots ({slots}).",
    "over.tables": "{times} meetings can only be held in slots {slots}: the tables have room for {places}.",
    "conflict.fairness": "All meetings can be held, but not with breaks at most {fairness} apart.",
    "conflict": "These {count} meetings cannot all be held: {pairs}.",
    "conflict.minimal": (
        "These {count} meetings cannot all be held: {pairs}. Without any one of them, the others could."
    ),
    # Why a request is left out.
    "why.apart": "Its participants are to be kept apart.",
    "why.never": "Its participants are never free together within its own rules.",
    "why.seated": "No table suits it.",
    "why.maximum": "{participant} has its maximum of {maximum} meetings.",
    "why.full": "{participant} meets others in every slot possible here ({slots}); it is asked for {wanted} times.",
    "why.busy": "{participant} meets others in slots {slots}.",
    "why.tables": "In slots {slots} its participants are free, but every table that suits is taken.",
    "why.interpreters": "In slots {slots} every interpreter of {language} is taken.",
    "why.order": "In slots {slots} it would stand on the wrong side of a meeting it must follow or precede.",
    "why.walk": "In slots {slots} its participants could not walk to it in time.",
    "why.fairness": "It would fit in slot {slot}, but breaks would be more than {fairness} apart.",
    "why.time": "It fits in slot {slot}: the search was stopped before it came to it.",
    # The cheapest change that would place it.
    "change.moves": "Move other meetings ({meetings}); it then stands in slot {slot} and nobody loses one.",
    "change.place": "Place it in slot {slot}: nothing has to give way.",
    "change.table": "Add one table in slot {slot}.",
    "change.interpreter": "Add one interpreter of {language} in slot {slot}.",
    "change.hour": "Ask {participant} to be available in slot {slot}.",
    "change.maximum": "Let {participant} have {maximum} meetings.",
    "change.rule": "Allow slot {slot}, although {because}.",
    "change.give_up": "Give up other meetings ({meetings}), of weight {lost} in all, for its {weight} in slot {slot}.",
    "change.none": "No single change places it.",
    # What more would give.
    "gain.table": "One more table",
    "gain.slot": "One more slot at the end",
    "gain.half_day": "One more half-day of {count} slots at the end",
}
LISTED = 12


def render(code: str, facts: dict[str, object]) -> str:
    """Return the English sentence of a finding; the middle of a long list is left out."""
    return TEMPLATES[code].format(**{name: _plain(value) for name, value in facts.items()})


def _plain(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    texts = [str(part) for part in value]
    if len(texts) > LISTED:
        texts = [*texts[: LISTED - 1], "...", texts[-1]]
    return ", ".join(texts)
