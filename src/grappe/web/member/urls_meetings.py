"""A participant's pages of the B2B meetings of one edition."""

from django.urls import URLPattern, path

from grappe.web.member.views.meetings import agenda, catalogue, overview, requests

AT = "forum/<slug:edition>/meetings/"
meetings: list[URLPattern] = [
    path(AT, overview.overview, name="meetings"),
    path(f"{AT}join/", overview.join, name="meetings_join"),
    path(f"{AT}profile/", overview.profile, name="meetings_profile"),
    path(f"{AT}delegates/<int:pk>/remove/", overview.dismiss, name="meetings_remove_delegate"),
    path(f"{AT}availability/", overview.availability, name="meetings_availability"),
    path(f"{AT}participants/", catalogue.catalogue, name="meetings_catalogue"),
    path(f"{AT}participants/<int:pk>/", catalogue.participant, name="meetings_participant"),
    path(f"{AT}requests/", requests.requests, name="meetings_requests"),
    path(f"{AT}requests/<int:pk>/answer/", requests.answer, name="meetings_answer"),
    path(f"{AT}requests/<int:pk>/withdraw/", requests.withdraw, name="meetings_withdraw"),
    path(f"{AT}agenda/", agenda.agenda, name="meetings_agenda"),
    path(f"{AT}agenda.pdf", agenda.agenda_file, name="meetings_agenda-file"),
    path(f"{AT}agenda/address/", agenda.feed, name="meetings_feed"),
    path(f"{AT}agenda/<int:pk>/", agenda.feedback, name="meetings_feedback"),
]
