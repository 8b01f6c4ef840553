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
