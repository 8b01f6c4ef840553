"""A funder's desk, decisions and agreements."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.office.views.funding import agreements, decisions, desk, portfolio, silences

funding_pages: list[URLPattern | URLResolver] = [
    path("funding/", desk.desk, name="funding"),
    path("funding/silences/", silences.silences, name="funding_silences"),
    path("funding/people/", desk.mandates, name="funding_mandates"),
    path("funding/people/<int:pk>/dismiss/", desk.dismiss, name="funding_dismiss"),
    path("funding/rounds/<slug:slug>/", portfolio.portfolio, name="funding_portfolio"),
    path("funding/decisions/<int:pk>/", decisions.decision, name="funding_decision"),
    path("funding/decisions/<int:pk>.pdf", decisions.letter, name="funding_letter"),
    path("funding/decisions/<int:pk>/<slug:what>/", decisions.act, name="funding_decision_step"),
    path("funding/agreements/<int:pk>/", agreements.agreement, name="funding_agreement"),
    path("funding/agreements/<int:pk>.pdf", agreements.agreement_file, name="funding_agreement_file"),
    path("funding/agreements/<int:pk>/<slug:what>/", agreements.act, name="funding_agreement_step"),
]
