"""The Forum in the office: editions and their programme."""

from django.urls import path

from grappe.web.office.views import (
    forum_calls,
    forum_editions,
    forum_files,
    forum_frame,
    forum_partners,
    forum_sessions,
    forum_speakers,
    forum_versions,
)

forum_programme = [
    path("forum/", forum_editions.editions, name="forum"),
    path("forum/add/", forum_editions.add, name="forum_add"),
    path("forum/<slug:slug>/", forum_editions.edition, name="forum_edition"),
    path("forum/<slug:slug>/programme/", forum_frame.programme, name="forum_programme"),
    path("forum/<slug:slug>/programme/add/<slug:what>/", forum_frame.add, name="forum_add_frame"),
    path("forum/<slug:slug>/programme/<slug:what>/<int:pk>/remove/", forum_frame.remove, name="forum_remove_frame"),
    path("forum/<slug:slug>/programme/days/<int:pk>/", forum_frame.day, name="forum_day"),
    path("forum/<slug:slug>/programme/<slug:what>/<int:pk>/", forum_frame.change, name="forum_change_frame"),
    path("forum/<slug:slug>/partners/", forum_partners.partners, name="forum_partners"),
    path("forum/<slug:slug>/partners/<int:pk>/", forum_partners.partner, name="forum_partner"),
    path("forum/<slug:slug>/partners/<int:pk>/remove/", forum_partners.remove, name="forum_remove_partner"),
    path("forum/<slug:slug>/sessions/add/", forum_sessions.add, name="forum_add_session"),
    path("forum/<slug:slug>/sessions/<int:pk>/", forum_sessions.session, name="forum_session"),
    path("forum/<slug:slug>/sessions/<int:pk>/remove/", forum_sessions.remove, name="forum_remove_session"),
    path("forum/<slug:slug>/sessions/<int:pk>/parts/", forum_sessions.give, name="forum_give_part"),
    path(
        "forum/<slug:slug>/sessions/<int:pk>/parts/<int:part>/remove/",
        forum_sessions.take_away,
        name="forum_take_part_away",
    ),
    path("forum/<slug:slug>/speakers/", forum_speakers.speakers, name="forum_speakers"),
    path("forum/<slug:slug>/speakers/<int:pk>/", forum_speakers.speaker, name="forum_speaker"),
    path("forum/<slug:slug>/speakers/<int:pk>/remove/", forum_speakers.remove, name="forum_remove_speaker"),
    path("forum/<slug:slug>/speakers/<int:pk>/register/", forum_speakers.register, name="forum_register_speaker"),
    path("forum/<slug:slug>/calls/", forum_calls.calls, name="forum_calls"),
    path("forum/<slug:slug>/calls/<int:pk>/", forum_calls.call, name="forum_call"),
    path("forum/<slug:slug>/proposals/<int:pk>/", forum_calls.decide, name="forum_decide_proposal"),
    path("forum/<slug:slug>/versions/", forum_versions.versions, name="forum_versions"),
    path("forum/<slug:slug>/versions/<int:number>/restore/", forum_versions.restore, name="forum_restore"),
    path("forum/<slug:slug>/files/", forum_files.files, name="forum_files"),
    path("forum/<slug:slug>/files/draft.<str:form>", forum_files.export_draft, name="forum_draft"),
]
