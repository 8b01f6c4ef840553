from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.models import Edition, PressAccreditation, PressMaterial, PressOutlet
from grappe.apps.forum.rules import is_accredited_for


def outlets_with_counts(edition: Edition) -> QuerySet[PressOutlet]:
    """Outlets with ``accepted`` and ``pending`` journalists."""
    return edition.outlets.annotate(
        accepted=Count("accreditations", filter=Q(accreditations__status=RequestStatus.ACCEPTED)),
        pending=Count("accreditations", filter=Q(accreditations__status=RequestStatus.PENDING)),
    )


def accreditations_to_decide(edition: Edition) -> QuerySet[PressAccreditation]:
    return edition.accreditations.filter(status=RequestStatus.PENDING).select_related("outlet", "user")


def materials_for(user: User | AnonymousUser, edition: Edition) -> QuerySet[PressMaterial]:
    """What this reader may open now: published, and free of embargo or open to her under embargo."""
    published = edition.press_materials.filter(is_published=True)
    probe = PressMaterial(edition=edition)
    if is_accredited_for(user, probe) or user.has_perm("forum.manage_press", edition):
        return published
    return published.filter(Q(embargo_until=None) | Q(embargo_until__lte=timezone.now()))
