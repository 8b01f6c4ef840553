"""The records that addresses of registration, invoices and press name, for the walk over every address."""

from typing import Any

from django.core.files.base import ContentFile

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster
from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.links import registration_token
from grappe.apps.forum.models import GroupRegistration, InvoiceSeries, PressAccreditation, PressMaterial, PressOutlet
from tests.forum_rows import make_category, make_edition, make_registration


def registration_records(person: User, cluster: Cluster) -> dict[str, dict[str, Any]]:
    """One edition at which the person is registered, invoiced and accredited, and the cluster has a group."""
    edition = make_edition(slug="walked")
    category = make_category(edition, fee=100)
    registration = make_registration(edition, user=person, category=category)
    InvoiceSeries.objects.create(edition=edition, prefix="W", seller="Forum", seller_address="Nice")
    invoice = issue_invoice(registration=registration, by=None)
    group = GroupRegistration.objects.create(edition=edition, cluster=cluster)
    outlet = PressOutlet.objects.create(edition=edition, name="Le Journal")
    accreditation = PressAccreditation.objects.create(
        edition=edition,
        outlet=outlet,
        user=person,
        full_name="Reporter",
        email="reporter@press.example",
        proof=ContentFile(b"%PDF-1.7", name="proof.pdf"),
    )
    material = PressMaterial.objects.create(
        edition=edition, title_fr="Titre", file=ContentFile(b"%PDF-1.7", name="release.pdf"), is_published=True
    )
    at = {"edition": edition.slug}
    mine, billed, pressed = ({**at, "pk": one.pk} for one in (registration, invoice, material))
    asked, sent_by = {**at, "pk": accreditation.pk}, {**at, "pk": outlet.pk}
    return {
        **{f"public:{name}": at for name in ("register", "link_again", "press", "accreditation", "promise_embargo")},
        "public:withdraw_accreditation": at,
        "public:registration_link": at | {"token": registration_token(registration)},
        **{f"public:{name}": mine for name in ("registration", "change_registration", "cancel_registration")},
        **{f"public:{name}": billed for name in ("invoice", "invoice-file")},
        **{f"public:{name}": pressed for name in ("press_material", "press_file")},
        **{f"office:{name}": at | {"kind": "csv"} for name in LISTS},
        **{f"office:{name}_registration": mine for name in ("approve", "refuse", "cancel", "move", "invoice")},
        "public:accept_place": mine,
        "office:accept_offer_for": mine,
        "office:registration": mine,
        "office:category": at | {"pk": category.pk},
        "office:group": at | {"pk": group.pk},
        "office:invoice_group": at | {"pk": group.pk},
        "office:register_group": at | {"slug": cluster.slug},
        **{f"office:{name}": billed for name in ("invoice", "invoice_file", "record_payment", "credit_invoice")},
        **{f"office:{name}_accreditation": asked for name in ("accept", "refuse", "withdraw")},
        "office:accreditation": asked,
        "office:accreditation_proof": asked,
        "office:outlet_quota": sent_by,
        "office:press_material": pressed,
    }


LISTS = (
    "registrations",
    "add_guest",
    "export_registrations",
    "waiting_list",
    "categories",
    "edition_capacity",
    "add_category",
    "groups",
    "group_model",
    "invoices",
    "export_invoices",
    "invoice_series",
    "accreditations",
    "press_materials",
    "add_press_material",
)
