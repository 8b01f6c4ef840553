"""What the database holds after the rush, against what the server answered."""

from collections import Counter


def faults(accepted: list[str], readers: int) -> list[str]:
    """Every registration lost, doubled, or counted wrongly; none for a good run."""
    from grappe.apps.forum.models import Edition, Registration

    edition = Edition.objects.get(slug="load")
    held = Counter(
        Registration.objects.filter(edition=edition, email__startswith="visitor").values_list("email", flat=True)
    )
    found = [f"lost: {email}" for email in sorted(set(accepted) - set(held))]
    found += [f"never answered, yet held: {email}" for email in sorted(set(held) - set(accepted))]
    found += [f"twice: {email}" for email, times in held.items() if times > 1]
    confirmed = edition.registrations.filter(state="confirmed").count()
    if not confirmed == edition.held_places == edition.categories.get().held_places:
        found.append(f"places: {confirmed} confirmed, {edition.held_places} counted")
    if edition.capacity is not None and confirmed > edition.capacity:
        found.append(f"{confirmed} confirmed for {edition.capacity} places")
    if edition.capacity is not None and sum(held.values()) + readers > edition.capacity > confirmed:
        found.append(f"{edition.capacity - confirmed} places left empty beside a waiting list")
    return found


def faults_of_meetings(asked: list[tuple[int, int]], answered: list[int]) -> list[str]:
    """Every meeting request lost or doubled, every answer forgotten, everybody in two places at once."""
    from grappe.apps.forum.models import MeetingRequest, Seat

    held = MeetingRequest.objects.exclude(state="withdrawn")
    pairs = Counter(frozenset(pair) for pair in held.values_list("sender", "recipient"))
    found = [f"request lost: {pair}" for pair in asked if frozenset(pair) not in pairs]
    found += [f"two requests of one pair: {sorted(pair)}" for pair, times in pairs.items() if times > 1]
    states = dict(held.values_list("pk", "state"))
    found += [f"answer forgotten: {key}" for key in answered if states.get(key) != "accepted"]
    seats = Counter(Seat.objects.filter(is_binding=True).values_list("registration", "during"))
    found += [f"double booking: {seat}" for seat, times in seats.items() if times > 1]
    return found
