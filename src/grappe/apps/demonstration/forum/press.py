"""Simulated journalists, their outlets, and material under embargo."""

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.forum.frame import Frame
from grappe.apps.demonstration.people import PRESS, PROGRAMME
from grappe.apps.forum.domain.press import Journalist, accept_accreditation, refuse_accreditation, request_accreditation
from grappe.apps.forum.models import PressMaterial

OUTLETS = ("Le Quotidien Tilvéo (simulé)", "Radio Halvéa (simulée)", "Cluster Weekly Jorane (simulé)")


def add_press(frame: Frame, people: dict[str, User]) -> None:
    """The demonstration's journalist is accredited; others wait, and one was refused."""
    edition, office = frame.edition, people[PROGRAMME]
    own = people[PRESS]
    asked = request_accreditation(
        edition=edition,
        outlet_name=OUTLETS[0],
        journalist=Journalist(full_name=own.full_name, email=own.email, card_number="SIM-1", accepts_embargo=True),
        by=own,
    )
    accept_accreditation(accreditation=asked, by=office)
    for number, outlet in enumerate(OUTLETS * 2):
        waiting = request_accreditation(
            edition=edition,
            outlet_name=outlet,
            journalist=Journalist(
                full_name=f"Journaliste {number + 1} (simulé)",
                email=f"journalist{number + 1}@press.example",
                proof_link="https://press.example/article",
            ),
            by=None,
        )
        if number == len(OUTLETS):
            refuse_accreditation(accreditation=waiting, answer="Le lien ne mène à aucun article.", by=office)
    PressMaterial.objects.bulk_create(
        [
            PressMaterial(
                edition=edition,
                title_fr="Dossier de presse (simulé)",
                title_en="Press kit (simulated)",
                text_fr="Le programme et les chiffres de cette édition simulée.",
                text_en="Programme and figures of this simulated edition.",
                is_published=True,
            ),
            PressMaterial(
                edition=edition,
                title_fr="Annonce d’ouverture (simulée)",
                title_en="Opening announcement (simulated)",
                text_fr="À publier à l’ouverture du Forum.",
                text_en="To be published when the Forum opens.",
                embargo_until=max(timezone.now(), frame.at(0, 9)),
                is_published=True,
            ),
        ]
    )
