"""What the database holds after the hour, against what the server answered."""

# What a request may take from the clock of who sends it to the server's: both share two cores.
UNDERWAY_SECONDS = 0.1


def faults_of_texts(saved: list[tuple[int, int, str]]) -> list[str]:
    """Every text that the server said it holds, and does not; none for a good run."""
    from grappe.apps.calls.models import AnswerRevision

    rows = AnswerRevision.objects.values_list("answer__question", "answer__proposal", "text")
    held = set(rows)
    return [f"text lost: question {one[0]} of proposal {one[1]}" for one in map(tuple, saved) if one not in held]


def faults_of_answers() -> list[str]:
    """An answer is its latest revision that was taken."""
    from grappe.apps.calls.models import Answer

    found = []
    for answer in Answer.objects.prefetch_related("revisions"):
        taken = [one for one in answer.revisions.all() if one.fate == "taken" and one.number == answer.revision]
        if answer.revision and [one.text for one in taken] != [answer.text]:
            found.append(f"answer {answer.pk} is not its revision {answer.revision}")
    return found


def faults_of_submissions(told: list[dict[str, object]], closes_at: float) -> list[str]:
    """Submissions lost, doubled, received after the minute, or refused before it by the clock of this machine."""
    from collections import Counter

    from grappe.apps.calls.models import Submission

    rows = list(Submission.objects.values_list("proposal", "received_at", "closes_at"))
    held = Counter(proposal for proposal, _at, _closes in rows)
    found = [f"received after the minute: proposal {key}" for key, at, closes in rows if at >= closes]
    found += [f"twice: proposal {key}" for key, times in held.items() if times > 1]
    for one in told:
        name = f"proposal {one['proposal']}"
        if one["accepted"] and one["proposal"] not in held:
            found.append(f"submission lost: {name}")
        if one["accepted"] and float(str(one["sent"])) >= closes_at:
            found.append(f"taken though sent after the minute: {name}")
        early = closes_at - float(str(one["sent"]))
        if not one["accepted"] and early > UNDERWAY_SECONDS:
            found.append(f"refused though sent {early:.2f} s before the minute: {name}")
    return found
