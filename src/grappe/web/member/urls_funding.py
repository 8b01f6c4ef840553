"""What a consortium reads of its funders, and the costs it claims."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.member.views import funding

funding_pages: list[URLPattern | URLResolver] = [
    path("funding/", funding.funding, name="funding"),
    path("funding/decisions/<int:pk>.pdf", funding.letter, name="funding_letter"),
    path("funding/agreements/<int:pk>/", funding.agreement, name="funding_agreement"),
    path("funding/agreements/<int:pk>.pdf", funding.agreement_file, name="funding_agreement_file"),
]
