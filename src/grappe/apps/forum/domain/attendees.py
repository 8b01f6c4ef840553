"""What a person says of herself when she registers."""

from dataclasses import dataclass, fields
from typing import Any

from django.utils import timezone

from grappe.apps.directory.models import Cluster, Organisation


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """The data of a registration form. The two consents are free; the terms are a condition and stand elsewhere."""

    full_name: str
    email: str
    phone: str = ""
    job_title: str = ""
    language: str = "fr"
    country: str = "FR"
    organisation: Organisation | None = None
    organisation_name: str = ""
    cluster: Cluster | None = None
    billing_address: str = ""
    accessibility_needs: str = ""
    diet_needs: str = ""
    wants_meetings: bool = False
    agrees_to_catalogue: bool = False
    agrees_to_photo: bool = False

    def values(self) -> dict[str, Any]:
        """The columns of a registration."""
        now = timezone.now()
        values = {one.name: getattr(self, one.name) for one in fields(self) if not one.name.startswith("agrees_")}
        values["email"] = self.email.strip().lower()
        if self.organisation is not None and not self.organisation_name:
            values["organisation_name"] = self.organisation.legal_name
        return values | {
            "catalogue_consent_at": now if self.agrees_to_catalogue else None,
            "photo_consent_at": now if self.agrees_to_photo else None,
        }
