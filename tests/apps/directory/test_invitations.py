import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import make_organisation, make_user

from grappe.apps.directory.domain.claims import InvitationRefusedError, accept_invitation, invite_editor
from grappe.apps.directory.models import Invitation


@pytest.mark.django_db(transaction=True)
def test_an_invitation_holds_once_for_its_address_and_for_a_while(mailoutbox):
    organisation, editor, invited = make_organisation(), make_user(), make_user("new@acme.example")
    invite_editor(organisation=organisation, email="New@acme.example", by=editor)
    (code,) = re.findall(r"/([\w-]{40,})/", mailoutbox[0].body)
    assert not Invitation.objects.filter(digest=code).exists(), "only a digest is held"
    with pytest.raises(InvitationRefusedError):
        accept_invitation(code=code, by=make_user("other@acme.example"))
    assert accept_invitation(code=code, by=invited) == organisation
    with pytest.raises(InvitationRefusedError):
        accept_invitation(code=code, by=invited)


@pytest.mark.django_db(transaction=True)
def test_an_old_invitation_is_refused(mailoutbox):
    invite_editor(organisation=make_organisation(), email="new@acme.example", by=make_user())
    (code,) = re.findall(r"/([\w-]{40,})/", mailoutbox[0].body)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationRefusedError):
        accept_invitation(code=code, by=make_user("new@acme.example"))
