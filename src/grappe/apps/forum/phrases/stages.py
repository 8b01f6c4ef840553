"""What the engine is doing, in words."""

from django.utils.translation import gettext_lazy as _

STAGES = {
    "weight": _("placing as many meetings as possible"),
    "first plan": _("making a first plan"),
    "kept": _("keeping the best plan so far"),
    "repair": _("mending the plan"),
    "breaks": _("bringing meetings closer together"),
    "fairness": _("spreading breaks evenly"),
    "proof": _("proving that no plan is better"),
}


FAILURES = {
    "interrupted": _("The computation was interrupted: ask for the plan again."),
    "stopped": _("The computation was stopped before it ended, and nothing of it was kept."),
}


def failure_label(failure: str) -> str:
    """Why there is no plan; what the engine refused is said as it stands."""
    return str(FAILURES.get(failure, failure))


def stage_label(stage: str) -> str:
    """An unknown stage as it stands."""
    return str(STAGES.get(stage, stage))
