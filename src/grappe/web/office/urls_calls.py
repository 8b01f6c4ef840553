"""Calls for projects in the office, and the labelling desk."""

from django.urls import URLPattern, path

from grappe.web.office.views.calls import labelling, reading, writing

calls: list[URLPattern] = [
    path("calls/", writing.calls, name="calls"),
    path("calls/import/", writing.import_file, name="import_call"),
    path("calls/import/<slug:name>.yaml", writing.example_file, name="example_call"),
    path("calls/import/<slug:name>/", writing.bring_example, name="bring_example_call"),
    path("calls/<slug:slug>/", writing.call, name="call"),
    path("rounds/<slug:slug>/", writing.round_page, name="round"),
    path("rounds/<slug:slug>/move/", writing.move, name="move_round"),
    path("rounds/<slug:slug>/budgets/", writing.budget, name="round_budget"),
    path("proposals/<int:pk>/", reading.proposal, name="proposal"),
    path("proposals/<int:pk>/files/<int:attachment>/", reading.proposal_file, name="proposal_file"),
    path("proposals/<int:pk>/outcome/", reading.outcome, name="proposal_outcome"),
    path("labels/", labelling.labels, name="labels"),
    path("labels/<int:pk>/", labelling.label, name="label"),
    path("labels/<int:pk>/opinion/", labelling.opinion, name="label_opinion"),
    path("labels/<int:pk>/question/", labelling.question, name="label_question"),
    path("labels/<int:pk>/recuse/", labelling.recuse, name="label_recuse"),
    path("labels/<int:pk>/decide/", labelling.decide, name="label_decide"),
    path("clusters/<slug:slug>/committee/", labelling.committee, name="committee"),
    path("clusters/<slug:slug>/committee/<int:pk>/remove/", labelling.unseat, name="unseat"),
]
