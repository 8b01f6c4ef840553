"""Registration, invoices and press under one edition of the Forum."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.public.views import invoices, own_registration, press, registering

forum_registration: list[URLPattern | URLResolver] = [
    path("forum/payments/notice/", invoices.payment_notice, name="payment_notice"),
    path("forum/<slug:edition>/register/", registering.register, name="register"),
    path("forum/<slug:edition>/link/", registering.link_again, name="link_again"),
    path("forum/<slug:edition>/link/<str:token>/", registering.follow_link, name="registration_link"),
    path("forum/<slug:edition>/registrations/<int:pk>/", own_registration.registration, name="registration"),
    path("forum/<slug:edition>/registrations/<int:pk>/change/", own_registration.change, name="change_registration"),
    path("forum/<slug:edition>/registrations/<int:pk>/accept/", own_registration.accept, name="accept_place"),
    path("forum/<slug:edition>/registrations/<int:pk>/cancel/", own_registration.cancel, name="cancel_registration"),
    path("forum/<slug:edition>/invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("forum/<slug:edition>/invoices/<int:pk>.pdf", invoices.invoice_file, name="invoice-file"),
    path("forum/<slug:edition>/press/", press.press, name="press"),
    path("forum/<slug:edition>/press/accreditation/", press.accreditation, name="accreditation"),
    path("forum/<slug:edition>/press/accreditation/promise/", press.promise, name="promise_embargo"),
    path("forum/<slug:edition>/press/accreditation/withdraw/", press.withdraw, name="withdraw_accreditation"),
    path("forum/<slug:edition>/press/material/<int:pk>/", press.material, name="press_material"),
    path("forum/<slug:edition>/press/material/<int:pk>/file/", press.material_file, name="press_file"),
]
