"""Simulated partnership profiles and what became of some."""

from datetime import timedelta

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.people import FOREIGN, MEMBER, OFFICER, PROGRAMME
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.directory.unnamed import is_name
from grappe.apps.partnerships.domain.abroad import add_path_step, open_path
from grappe.apps.partnerships.domain.agreements import add_item, add_party, record_agreement
from grappe.apps.partnerships.domain.interests import (
    answer_interest,
    express_interest,
    introduce_interest,
    record_interest_meeting,
)
from grappe.apps.partnerships.domain.networks import add_step, found_network
from grappe.apps.partnerships.domain.profiles import draft_profile, publish_profile, submit_profile
from grappe.apps.partnerships.domain.stays import agree_stay, propose_stay, report_stay
from grappe.apps.partnerships.enums import (
    AbroadStepKind,
    AgreementItemKind,
    AgreementKind,
    ConsentBasis,
    NetworkStepKind,
    PartnershipKind,
    SoughtRole,
)
from grappe.apps.partnerships.models import FindConsent, PartnershipProfile

FOREIGN_COUNTRIES = ("DE", "IT", "ES", "BE")
# Kind, who is sought, titles and what each says; every text says that it is simulated.
TEXTS = (
    (
        PartnershipKind.TECHNOLOGY_OFFER,
        SoughtRole.CUSTOMER,
        "Capteur sans contact pour objets connectés",
        "Contactless sensor for connected objects",
        "Un capteur sans contact mesure l’usure d’une pièce mobile et l’envoie par radio, sans pile, à son poste.",
        "A contactless sensor measures the wear of a moving part and sends it by radio, without any battery.",
    ),
    (
        PartnershipKind.RESEARCH_REQUEST,
        SoughtRole.CONSORTIUM,
        "Laboratoire recherché pour la sécurité des paiements mobiles",
        "Laboratory sought for the security of mobile payments",
        "Un consortium prépare un projet sur les paiements mobiles et cherche un laboratoire de cryptographie.",
        "A consortium prepares a project on the security of mobile payments and seeks a laboratory in cryptography.",
    ),
    (
        PartnershipKind.BUSINESS_REQUEST,
        SoughtRole.DISTRIBUTOR,
        "Distributeur recherché pour un boîtier de mesure de l’eau",
        "Distributor sought for a water meter that reads itself",
        "Une PME vend un boîtier qui relève seul les compteurs d’eau et cherche un distributeur dans un pays voisin.",
        "An SME sells a device that reads water meters by itself and seeks a distributor in a neighbouring country.",
    ),
)
FOREIGN_TEXT = (
    PartnershipKind.BUSINESS_OFFER,
    SoughtRole.CLUSTER,
    "",
    "A cluster opens its test fields to the members of a twin cluster",
    "",
    "A cluster opens its test fields for connected mobility to the firms of a twin cluster, and seeks the same abroad.",
)
AT_LENGTH = {
    "fr": (
        "Ce profil est simulé pour la démonstration. Il montre ce qu’un lecteur attend : ce qui est proposé ou "
        "recherché, ce qui le distingue de ce qui existe, où en est le développement, ce que le partenaire ferait et "
        "ce qu’il y gagnerait. "
        "Les essais, les chiffres et les personnes sont inventés ; les thématiques sont celles du pôle."
    ),
    "en": (
        "This profile is simulated for the demonstration. It shows what a reader expects: what is offered or sought, "
        "how it differs from what exists, how far the development has come, what the partner would do and gain. "
        "Tests, figures and people are invented; the themes are those of the cluster."
    ),
}


def add_partnerships(people: dict[str, User], *, cluster: Cluster, shown: Organisation) -> None:
    """Profiles of the shown member and of a foreign cluster, one in review, two answered."""
    abroad = Cluster.objects.filter(country__in=FOREIGN_COUNTRIES).order_by("slug").first()
    if abroad is None:
        return
    appoint_officer(user=people[FOREIGN], cluster=abroad, by=None)
    themes = list(cluster.themes.all())
    simulate_consents()
    add_agreements(people, cluster=cluster, abroad=abroad)
    add_cooperation(people, cluster=cluster, abroad=abroad, shown=shown)
    own = [publish(write(shown, text, themes, people[MEMBER]), people) for text in TEXTS[:2]]
    submit_profile(profile=write(shown, TEXTS[2], themes, people[MEMBER]), by=people[MEMBER])
    theirs = publish(write(abroad, FOREIGN_TEXT, themes, people[FOREIGN]), people)
    first = express_interest(
        profile=own[0],
        body=abroad,
        message="Three of our members make such parts and would test the sensor with you (simulated).",
        is_simulated=True,
        by=people[FOREIGN],
    )
    answer_interest(interest=first, reply="Let us meet at the Forum (simulated).", accepts=True, by=people[MEMBER])
    introduce_interest(interest=first, text="Both sides know why (simulated).", by=people[OFFICER])
    record_interest_meeting(
        interest=first, on=timezone.localdate(), place="Sophia Antipolis", at_the_forum=True, by=people[MEMBER]
    )
    express_interest(
        profile=theirs,
        body=cluster,
        message="Nos adhérents essaient des véhicules connectés : échangeons les terrains (simulé).",
        is_simulated=True,
        by=people[OFFICER],
    )


def write(
    body: Organisation | Cluster,
    text: tuple[PartnershipKind, SoughtRole, str, str, str, str],
    themes: list[Theme],
    by: User,
) -> PartnershipProfile:
    kind, role, title_fr, title_en, summary_fr, summary_en = text
    values = {
        "title_fr": title_fr,
        "title_en": title_en,
        "summary_fr": summary_fr,
        "summary_en": summary_en,
        "text_fr": f"{summary_fr} {AT_LENGTH['fr']}" if summary_fr else "",
        "text_en": f"{summary_en} {AT_LENGTH['en']}",
        "stage": "prototype",
        "partner_kinds": ["firm", "laboratory"] if role != SoughtRole.CLUSTER else ["cluster_body"],
        "partner_role": role,
        "languages": ["en", "fr"] if summary_fr else ["en"],
        "may_be_found": True,
    }
    return draft_profile(body=body, kind=kind, values=values, themes=themes, is_simulated=True, by=by)


def publish(profile: PartnershipProfile, people: dict[str, User]) -> PartnershipProfile:
    submit_profile(profile=profile, by=profile.written_by or people[MEMBER])
    return publish_profile(profile=profile, by=people[PROGRAMME])


def add_agreements(people: dict[str, User], *, cluster: Cluster, abroad: Cluster) -> None:
    """A simulated twinning with what was promised and done, which ends soon."""
    today = timezone.localdate()
    twinning = record_agreement(
        keeper=cluster,
        kind=AgreementKind.TWINNING,
        values={
            "title_fr": f"Jumelage avec {abroad} (simulé)",
            "title_en": f"Twinning with {abroad} (simulated)",
            "text_fr": "Les deux pôles s’ouvrent leurs terrains d’essai et invitent leurs adhérents (simulé).",
            "text_en": "Both clusters open their test fields and invite each other’s members (simulated).",
            "signed_on": today - timedelta(days=700),
            "starts_on": today - timedelta(days=690),
            "ends_on": today + timedelta(days=60),
        },
        themes=cluster.themes.all(),
        is_simulated=True,
        by=people[OFFICER],
    )
    add_party(agreement=twinning, body=abroad, by=people[OFFICER])
    for kind, text, due, done in (
        (AgreementItemKind.DUTY, "Un correspondant dans chaque pôle · A correspondent in each cluster", -600, -610),
        (AgreementItemKind.MILESTONE, "Premier appel commun · First joint call", -200, -190),
        (AgreementItemKind.ACTION, "Journée commune au Forum · Joint day at the Forum", 20, None),
    ):
        add_item(
            agreement=twinning,
            kind=kind,
            text=text,
            due_on=today + timedelta(days=due),
            done_on=today + timedelta(days=done) if done else None,
            by=people[OFFICER],
        )


def simulate_consents() -> None:
    """In a demonstration everybody with a name may be suggested; each consent says that it is simulated."""
    rows = Organisation.objects.filter(merged_into=None, find_consent=None).values_list("pk", "legal_name")
    organisations = [key for key, name in rows if is_name(name)]
    clusters = Cluster.objects.filter(find_consent=None).values_list("pk", flat=True)
    basis = ConsentBasis.SIMULATED
    FindConsent.objects.bulk_create(
        [
            *(FindConsent(organisation_id=key, basis=basis) for key in organisations),
            *(FindConsent(cluster_id=key, basis=basis) for key in clusters),
        ],
        batch_size=2000,
    )


def add_cooperation(people: dict[str, User], *, cluster: Cluster, abroad: Cluster, shown: Organisation) -> None:
    """A simulated stay, a network and a member's way abroad."""
    today = timezone.localdate()
    stay = propose_stay(
        home=cluster,
        host=abroad,
        visitor_function="Directeur (fonction simulée)",
        aims="Voir comment l’autre pôle anime ses adhérents (simulé).",
        starts_on=today - timedelta(days=40),
        ends_on=today - timedelta(days=31),
        is_simulated=True,
        by=people[OFFICER],
    )
    agreed = agree_stay(stay=stay, by=people[FOREIGN])
    report_stay(stay=agreed, report="Deux adhérents se rencontrent au Forum (simulé).", by=people[OFFICER])
    network = found_network(
        lead=cluster,
        name="Objets connectés, réseau simulé",
        members=[abroad],
        text_fr="Deux pôles et leurs terrains d’essai (simulé).",
        text_en="Two clusters and their test fields (simulated).",
        is_across_sectors=True,
        themes=cluster.themes.all(),
        is_simulated=True,
        by=people[OFFICER],
    )
    add_step(network=network, kind=NetworkStepKind.ROADMAP, text="2027", due_on=None, by=people[OFFICER])
    path = open_path(
        organisation=shown,
        cluster=cluster,
        country=abroad.country,
        aim="Trouver un distributeur (simulé).",
        today=today,
        is_simulated=True,
        by=people[OFFICER],
    )
    add_path_step(path=path, kind=AbroadStepKind.DIAGNOSIS, on=today, text="Diagnostic (simulé)", by=people[OFFICER])
