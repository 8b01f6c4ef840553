"""What one proposes to speak about at the Forum."""

from django.urls import path

from grappe.web.member.views import talks

forum_programme = [
    path("talks/", talks.talks, name="talks"),
    path("talks/propose/<int:call>/", talks.propose, name="propose_talk"),
    path("talks/<int:pk>/", talks.change, name="change_talk"),
    path("talks/<int:pk>/withdraw/", talks.withdraw, name="withdraw_talk"),
]
