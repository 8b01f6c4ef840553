"""Colleges of a cluster: the groups its members vote in."""

from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Cluster, College


class CollegeRefusedError(RefusedError):
    """A college of that name exists, or members sit in the one to be removed."""


def add_college(*, cluster: Cluster, name_fr: str, name_en: str, by: User) -> College:
    with recorded(by=by, verb="add_college"):
        college, created = College.objects.get_or_create(
            cluster=cluster, code=slugify(name_fr)[:40] or "college", defaults={"name_fr": name_fr, "name_en": name_en}
        )
        if not created:
            raise CollegeRefusedError(_("This cluster has a college of that name already."))
        record_action(by=by, verb="add_college", target=cluster, name=name_fr)
    return college


def remove_college(*, college: College, by: User) -> None:
    with recorded(by=by, verb="remove_college"):
        record_action(by=by, verb="remove_college", target=college.cluster, name=college.name_fr)
        try:
            college.delete()
        except ProtectedError as error:
            raise CollegeRefusedError(_("Members sit in this college: move them to another first.")) from error
