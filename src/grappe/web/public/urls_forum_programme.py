"""The Forum: its editions and what happens at each."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.public.views import forum_editions

forum_programme: list[URLPattern | URLResolver] = [
    path("forum/", forum_editions.list_editions, name="forum"),
    path("forum/<slug:slug>/", forum_editions.show_edition, name="forum_edition"),
]
