"""Accounts as such: profile, invitation, closing."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import RoleGrant, User
from grappe.apps.core.errors import RefusedError


class CannotDeactivateError(RefusedError):
    """The account is needed, or is one's own."""


class AccountExistsError(RefusedError):
    """The address has an account already."""


def update_profile(*, user: User, full_name: str, language: str, by: User) -> User:
    """Change a person's name and the language the site writes to them in."""
    with recorded(by=by, verb="update_profile"):
        user.full_name, user.language = full_name, language
        user.save(update_fields=["full_name", "language"])
        record_action(by=by, verb="update_profile", target=user)
    return user


def deactivate_user(*, user: User, reason: str, by: User) -> User:
    """Close an account: its sessions end and its tokens open nothing; what it did stays on record."""
    if user.pk == by.pk:
        raise CannotDeactivateError(_("You cannot close your own account: ask another administrator."))
    with recorded(by=by, verb="deactivate_user", reason=reason):
        holders = list(RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
        if [grant.user_id for grant in holders] == [user.pk]:
            raise CannotDeactivateError(_("Appoint another administrator first: the last one cannot leave."))
        user.is_active = False
        user.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user=user):
            session.end()
        record_action(by=by, verb="deactivate_user", target=user, reason=reason)
    return user


def reactivate_user(*, user: User, reason: str, by: User) -> User:
    with recorded(by=by, verb="reactivate_user", reason=reason):
        user.is_active = True
        user.save(update_fields=["is_active"])
        record_action(by=by, verb="reactivate_user", target=user, reason=reason)
    return user


def invite_person(*, email: str, full_name: str, language: str, by: User) -> User:
    """An account for somebody who has none yet: no password, a message that says how to sign in with a code."""
    with recorded(by=by, verb="invite_person"):
        if User.objects.filter(email__iexact=email).exists():
            raise AccountExistsError(_("%(email)s has an account already.") % {"email": email})
        user = User.objects.create_user(email, full_name=full_name, language=language)
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        record_action(by=by, verb="invite_person", target=user)
        with translation.override(language):
            names = {"by": str(by), "address": settings.BASE_URL + reverse("account_request_login_code")}
            subject = _("[Grappe] An account is open for you")
            body = (
                _("%(by)s has opened an account for you. Ask for a sign-in code with this address here: %(address)s")
                % names
            )
        transaction.on_commit(lambda: send_mail(subject, body, None, [user.email]))
    return user
