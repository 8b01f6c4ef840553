"""The Forum: its editions and what happens at each."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.public.views import forum_editions, forum_programme

forum_addresses: list[URLPattern | URLResolver] = [
    path("forum/", forum_editions.list_editions, name="forum"),
    path("forum/<slug:slug>/", forum_editions.show_edition, name="forum_edition"),
    path("forum/<slug:slug>/partners/<int:pk>/logo/", forum_editions.show_logo, name="partner_logo"),
    path("forum/<slug:slug>/programme/", forum_programme.show_programme, name="forum_programme"),
    path("forum/<slug:slug>/programme/speakers/", forum_programme.list_speakers, name="forum_speakers"),
    path("forum/<slug:slug>/programme/changes/", forum_programme.list_changes, name="forum_changes"),
    path("forum/<slug:slug>/programme/sessions/<uuid:guid>/", forum_programme.show_session, name="forum_session"),
    path(
        "forum/<slug:slug>/programme/sessions/<uuid:guid>/choose/",
        forum_programme.choose,
        name="forum_choose_session",
    ),
    path("forum/<slug:slug>/programme/schedule.<str:form>", forum_programme.export_programme, name="forum_schedule"),
    path("forum/<slug:slug>/speakers-wanted/<int:call>/", forum_programme.show_call, name="forum_call"),
]
