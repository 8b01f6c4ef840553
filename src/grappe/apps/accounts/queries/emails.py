from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from grappe.apps.accounts.models import User


def has_verified_address(user: User, *, address: str = "", domain: str = "") -> bool:
    """Whether the person has proved to read this address, or an address at this domain."""
    verified: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=user, verified=True)
    if address:
        return verified.filter(email__iexact=address).exists()
    return bool(domain) and verified.filter(email__iendswith=f"@{domain}").exists()


def verified_domains(user: User) -> list[str]:
    """The domains of the addresses the person has proved to read."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({address.rpartition("@")[2].lower() for address in addresses})
