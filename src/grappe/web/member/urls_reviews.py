"""An expert's pages, and the lead's page to answer reviews."""

from django.urls import URLPattern, path

from grappe.web.member.views.reviews import experts, panel_files, readings

reviews: list[URLPattern] = [
    path("expert/", experts.expert, name="expert"),
    path("expert/ties/<int:pk>/withdraw/", experts.remove_tie, name="withdraw_tie"),
    path("reviews/", readings.readings, name="readings"),
    path("reviews/<int:pk>/", readings.review, name="review"),
    path("reviews/<int:pk>/answer/", readings.answer, name="answer_reading"),
    path("reviews/panels/<int:pk>/bids/", panel_files.bids, name="bids"),
    path("reviews/files/<int:pk>/", panel_files.panel_file, name="panel_file"),
    path("reviews/files/<int:pk>/attached/<int:attachment>/", panel_files.review_file, name="review_file"),
    path("reviews/hearings/<int:pk>/", panel_files.hearing, name="hearing"),
]
