"""The register made ready once for each version of the data, kept in a file, and read once by each process."""

import hashlib
import pickle
import threading
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.partnerships.bridge.register import register_of
from grappe.apps.partnerships.models import FindConsent, MatchingSnapshot, PartnershipProfile
from grappe.apps.projects.models import Participation, Project
from grappe.engines import matching
from grappe.engines.texts import installed_encoder

KEPT = 2
_lock = threading.Lock()
_held: dict[str, matching.Ground] = {}


def data_version(*, today: date) -> str:
    """A name of what the register holds: it changes with any row that suggestions depend on, and with the engine."""
    parts = [str(matching.LAYOUT), str(today.year)]
    changing = (Organisation, Cluster, Project, PartnershipProfile)
    for rows in (model.objects.all() for model in changing):
        counted = rows.aggregate(count=Count("pk"), last=Max("updated_at"))
        parts.append(f"{counted['count']}:{counted['last']}")
    for others in (Participation.objects.all(), Membership.objects.all()):
        counted = others.aggregate(count=Count("pk"), last=Max("pk"))
        parts.append(f"{counted['count']}:{counted['last']}")
    given = FindConsent.objects.aggregate(count=Count("pk"), last=Max("pk"))
    parts.append(f"{given['count']}:{given['last']}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


def prepare_snapshot(*, today: date) -> MatchingSnapshot | None:
    """Make the register ready, unless its present version is; returns the new snapshot."""
    version = data_version(today=today)
    if MatchingSnapshot.objects.filter(version=version).exists() and path_of(version).exists():
        return None
    began = time.process_time()
    register = register_of(today=today)
    ground = matching.prepare(register, matching.Parameters(), installed_encoder())
    if register.clusters:
        # What clusters are compared by is computed with the first question: it goes into the file.
        for across in (False, True):
            matching.suggest(ground, matching.ForMetaCluster(across_sectors=across))
    path = path_of(version)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_bytes(pickle.dumps(ground, protocol=pickle.HIGHEST_PROTOCOL))
    beside.replace(path)
    MatchingSnapshot.objects.filter(version=version).delete()
    made = MatchingSnapshot.objects.create(
        version=version,
        organisations=len(register.organisations),
        findable=sum(one.findable for one in register.organisations),
        projects=len(register.projects),
        clusters=len(register.clusters),
        seconds=round(time.process_time() - began, 1),
        model=ground.parameters.models.organisation.name,
    )
    forget_old()
    return made


def forget_old() -> None:
    for one in MatchingSnapshot.objects.order_by("-pk")[KEPT:]:
        path_of(one.version).unlink(missing_ok=True)
        one.delete()


def path_of(version: str) -> Path:
    return Path(settings.DATA_DIR) / "matching" / f"{version}.pickle"


def present_ground() -> matching.Ground | None:
    """The latest snapshot; read from its file once a process, nothing where none was made."""
    versions = MatchingSnapshot.objects.order_by("-pk").values_list("version", flat=True)[:KEPT]
    for version in versions:
        if (held := ground_of(version)) is not None:
            return held
    return None


def ground_of(version: str) -> matching.Ground | None:
    with _lock:
        if version not in _held:
            try:
                content = path_of(version).read_bytes()
            except FileNotFoundError:
                return None
            _held.clear()
            # A file that this software wrote into its own folder.
            _held[version] = pickle.loads(content)  # noqa: S301
        return _held[version]
