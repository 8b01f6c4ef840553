"""Simulated people, one for every role, who share the password of this demonstration."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.directory.models import Cluster, Organisation

OFFICER = "officer@demo.example"
PROGRAMME = "programme@demo.example"
MEMBER = "member@demo.example"
EXPERT = "expert@demo.example"
ADMINISTRATOR = "admin@demo.example"
FOREIGN = "foreign@demo.example"
DESK = "desk@demo.example"
PRESS = "press@demo.example"
AUTHOR = "author@demo.example"
CHAIR = "chair@demo.example"
CHAIR_OF_PANEL = "panel@demo.example"
EXPERTS = tuple(f"expert{number}@demo.example" for number in range(2, 6))
STATE = "state@demo.example"
REGION = "region@demo.example"
PAYER = "payer@demo.example"


def add_people(password: str, *, cluster: Cluster, organisation: Organisation) -> dict[str, User]:
    """Somebody for every role of the programme and of the Forum, by address."""
    secret = make_password(password)
    people = {email: add_person(email, name, secret) for email, name in NAMES.items()}
    # A cluster abroad is written to in English.
    User.objects.filter(email=FOREIGN).update(language="en")
    appoint_officer(user=people[OFFICER], cluster=cluster, by=None)
    appoint_editor(user=people[MEMBER], organisation=organisation, by=None)
    grant_role(user=people[PROGRAMME], role=Role.PROGRAMME_OFFICER, by=None)
    for email in (EXPERT, CHAIR_OF_PANEL, *EXPERTS):
        grant_role(user=people[email], role=Role.EXPERT, by=None)
    grant_role(user=people[ADMINISTRATOR], role=Role.ADMINISTRATOR, by=None)
    return people


NAMES = {
    OFFICER: "Camille Lorvane (simulée)",
    PROGRAMME: "Dominique Valmère (simulé)",
    MEMBER: "Sacha Rivéol (simulé)",
    EXPERT: "Claude Mirvane (simulée)",
    ADMINISTRATOR: "Alix Ombrel (simulée)",
    FOREIGN: "Robin Ulmaric (simulé)",
    DESK: "Charlie Delvaris (simulée)",
    PRESS: "Morgan Tilvéo (simulé)",
    AUTHOR: "Noor Halvéa (simulée)",
    CHAIR: "Lou Kaldene (simulé)",
    CHAIR_OF_PANEL: "Maxence Urvane (simulée)",
    EXPERTS[0]: "Andréa Sorane (simulée)",
    EXPERTS[1]: "Swann Isorel (simulé)",
    EXPERTS[2]: "Eden Florval (simulée)",
    EXPERTS[3]: "Gabriel Nérolis (simulé)",
    STATE: "Yaël Cendrio (simulée)",
    REGION: "Ariel Walmer (simulé)",
    PAYER: "Ange Palvane (simulée)",
}


def add_person(email: str, name: str, secret: str) -> User:
    user = User.objects.create(email=email, full_name=name, password=secret, is_simulated=True)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
