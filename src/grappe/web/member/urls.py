from django.urls import path

from grappe.web.member.urls_forum_programme import forum_programme
from grappe.web.member.urls_funding import funding_pages
from grappe.web.member.urls_meetings import meetings
from grappe.web.member.urls_partnerships import partnerships
from grappe.web.member.urls_proposals import proposals
from grappe.web.member.urls_reviews import reviews
from grappe.web.member.views import (
    answers,
    claiming,
    corrections,
    editors,
    figures,
    history,
    home,
    memberships,
    organisation,
    profile,
    registrations,
    tokens,
)

app_name = "member"
urlpatterns = [
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("find/", claiming.find, name="find"),
    path("invitations/<str:code>/", claiming.invitation, name="invitation"),
    path("claims/<int:pk>/withdraw/", claiming.withdraw, name="withdraw_claim"),
    path("certificates/", memberships.verify_certificate, name="verify_certificate"),
    path("certificates/<str:code>.pdf", memberships.certificate, name="certificate"),
    path("memberships/<int:pk>/certify/", memberships.certify, name="certify"),
    path("organisations/<int:pk>/", organisation.organisation, name="organisation"),
    path("organisations/<int:pk>/confirm/", organisation.confirm, name="confirm"),
    path("organisations/<int:pk>/edit/", organisation.edit, name="edit"),
    path("organisations/<int:pk>/claim/", claiming.claim, name="claim"),
    path("organisations/<int:pk>/correct/", corrections.choose_field, name="correct_choose"),
    path("organisations/<int:pk>/correct/<slug:field>/", corrections.correct, name="correct"),
    path("organisations/<int:pk>/corrections/", answers.corrections, name="corrections"),
    path("organisations/<int:pk>/corrections/<int:correction>/", answers.decide, name="decide_correction"),
    path("organisations/<int:pk>/editors/", editors.editors, name="editors"),
    path("organisations/<int:pk>/editors/<int:mandate>/dismiss/", editors.dismiss, name="dismiss_editor"),
    path("organisations/<int:pk>/memberships/", memberships.memberships, name="memberships"),
    path("organisations/<int:pk>/figures/", figures.figures, name="figures"),
    path("organisations/<int:pk>/figures/accounts/", figures.add_accounts, name="add_accounts"),
    path("organisations/<int:pk>/figures/accounts/<int:year>/remove/", figures.delete_accounts, name="remove_accounts"),
    path("organisations/<int:pk>/figures/shareholdings/", figures.add_shareholding, name="add_shareholding"),
    path(
        "organisations/<int:pk>/figures/shareholdings/<int:shareholding>/remove/",
        figures.delete_shareholding,
        name="remove_shareholding",
    ),
    path("organisations/<int:pk>/history/", history.history, name="history"),
    path("organisations/<int:pk>/history/<int:event>/undo/", history.undo, name="undo"),
    *forum_programme,
    *funding_pages,
    *meetings,
    *reviews,
    *proposals,
    *partnerships,
]
