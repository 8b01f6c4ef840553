"""The pages by which panels are run."""

from django.urls import URLPattern, path

from grappe.web.office.views.reviews import large_bodies, panels, runs

AT = "reviews/<slug:slug>/"
reviews: list[URLPattern] = [
    path("experts/", panels.experts, name="experts"),
    path("experts/large-bodies/", large_bodies.large_bodies, name="large_bodies"),
    path("experts/large-bodies/<int:pk>/withdraw/", large_bodies.withdraw, name="withdraw_large_body"),
    path("reviews/", panels.panels, name="review_panels"),
    path(AT, panels.panel, name="review_panel"),
    path(f"{AT}phase/", panels.phase, name="review_phase"),
    path(f"{AT}hearing/", panels.invite, name="review_hearing"),
    path(f"{AT}seats/", panels.seat, name="review_seat"),
    path(f"{AT}seats/<int:pk>/remove/", panels.unseat, name="review_unseat"),
    path(f"{AT}ranks/", panels.ranks, name="review_ranks"),
    path(f"{AT}runs/", runs.ask, name="review_ask_run"),
    path(f"{AT}runs/<int:pk>/", runs.run, name="review_run"),
    path(f"{AT}runs/<int:pk>/adopt/", runs.adopt, name="review_adopt_run"),
]
