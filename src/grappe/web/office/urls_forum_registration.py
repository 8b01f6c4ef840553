"""Registration, invoices and press of one edition of the Forum."""

from django.urls import URLPattern, URLResolver, path

from grappe.web.office.views import categories, forum_invoices, forum_press, groups, guests, registrations

EDITION = "forum/<slug:edition>"
forum_registration: list[URLPattern | URLResolver] = [
    path(f"{EDITION}/registrations/", registrations.registrations, name="registrations"),
    path(f"{EDITION}/registrations.<slug:kind>", registrations.export_registrations, name="export_registrations"),
    path(f"{EDITION}/registrations/add/", guests.add_guest, name="add_guest"),
    path(f"{EDITION}/registrations/<int:pk>/", registrations.registration, name="registration"),
    path(f"{EDITION}/registrations/<int:pk>/approve/", registrations.approve, name="approve_registration"),
    path(f"{EDITION}/registrations/<int:pk>/accept/", registrations.accept, name="accept_offer_for"),
    path(f"{EDITION}/registrations/<int:pk>/refuse/", registrations.refuse, name="refuse_registration"),
    path(f"{EDITION}/registrations/<int:pk>/cancel/", registrations.cancel, name="cancel_registration"),
    path(f"{EDITION}/registrations/<int:pk>/move/", registrations.move, name="move_registration"),
    path(f"{EDITION}/registrations/<int:pk>/invoice/", registrations.invoice, name="invoice_registration"),
    path(f"{EDITION}/waiting-list/", categories.waiting_list, name="waiting_list"),
    path(f"{EDITION}/categories/", categories.categories, name="categories"),
    path(f"{EDITION}/categories/capacity/", categories.capacity, name="edition_capacity"),
    path(f"{EDITION}/categories/add/", categories.add_category, name="add_category"),
    path(f"{EDITION}/categories/<int:pk>/", categories.category, name="category"),
    path(f"{EDITION}/groups/", groups.groups, name="groups"),
    path(f"{EDITION}/groups/model.<slug:kind>", groups.model, name="group_model"),
    path(f"{EDITION}/groups/<int:pk>/", groups.group, name="group"),
    path(f"{EDITION}/groups/<int:pk>/invoice/", forum_invoices.invoice_group, name="invoice_group"),
    path(f"{EDITION}/groups/new/<slug:slug>/", groups.register, name="register_group"),
    path(f"{EDITION}/invoices/", forum_invoices.invoices, name="invoices"),
    path(f"{EDITION}/invoices.<slug:kind>", forum_invoices.export_invoices, name="export_invoices"),
    path(f"{EDITION}/invoices/series/", forum_invoices.series, name="invoice_series"),
    path(f"{EDITION}/invoices/<int:pk>/", forum_invoices.invoice, name="invoice"),
    path(f"{EDITION}/invoices/<int:pk>.pdf", forum_invoices.invoice_file, name="invoice_file"),
    path(f"{EDITION}/invoices/<int:pk>/pay/", forum_invoices.pay, name="record_payment"),
    path(f"{EDITION}/invoices/<int:pk>/credit/", forum_invoices.credit, name="credit_invoice"),
    path(f"{EDITION}/press/", forum_press.accreditations, name="accreditations"),
    path(f"{EDITION}/press/<int:pk>/", forum_press.accreditation, name="accreditation"),
    path(f"{EDITION}/press/<int:pk>/accept/", forum_press.accept, name="accept_accreditation"),
    path(f"{EDITION}/press/<int:pk>/refuse/", forum_press.refuse, name="refuse_accreditation"),
    path(f"{EDITION}/press/<int:pk>/withdraw/", forum_press.withdraw, name="withdraw_accreditation"),
    path(f"{EDITION}/press/<int:pk>/proof/", forum_press.proof, name="accreditation_proof"),
    path(f"{EDITION}/press/outlets/<int:pk>/", forum_press.quota, name="outlet_quota"),
    path(f"{EDITION}/press/material/", forum_press.materials, name="press_materials"),
    path(f"{EDITION}/press/material/add/", forum_press.add_material, name="add_press_material"),
    path(f"{EDITION}/press/material/<int:pk>/", forum_press.material, name="press_material"),
]
