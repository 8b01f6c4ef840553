"""What visitors ask, and how long the whole view takes: from the request to the last byte, in process."""

import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from benchmarks.register.words import COMMON, ENGLISH, FRENCH
from django.db import connection
from django.test import Client

from grappe.apps.directory.models import Cluster, Identifier, Membership, Organisation
from grappe.apps.projects.models import Project

SEED = 7
SEARCHES = 150
LISTS = 150
PAGES = 40
LIMITS = {"search": (60, None), "list of organisations": (100, 150), "cluster page": (80, None)}
SMALL = 100_000
Request = tuple[str, str]


def misspelt(word: str, random: Random) -> str:
    """One slip of the pen: a letter lost, doubled, changed or swapped with its neighbour."""
    place = random.randrange(1, max(2, len(word) - 1))
    return random.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + random.choice("aeiourst") + word[place + 1 :],
            word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
        )
    )


def typed_texts(random: Random) -> Iterator[str]:
    """Every kind of text that a search box gets, in equal shares."""
    names = list(Organisation.objects.order_by("pk").values_list("legal_name", flat=True)[:20_000:37])
    numbers = list(Identifier.objects.order_by("pk").values_list("value", flat=True)[:20_000:41])
    projects = list(Project.objects.order_by("pk").values_list("acronym", "reference")[:5000:53])
    clusters = list(Cluster.objects.order_by("pk").values_list("name", flat=True))
    while True:
        name, number = random.choice(names), random.choice(numbers)
        yield name
        yield random.choice(name.split())
        yield misspelt(name, random)
        yield misspelt(max(name.split(), key=len), random)
        yield random.choice(COMMON)
        yield f"{random.choice(COMMON)} {random.choice(COMMON)}"
        yield random.choice(name.split())[: random.randint(1, 4)]
        yield f"{random.choice(FRENCH)} {random.choice(FRENCH)}"
        yield random.choice(ENGLISH)
        yield f"{number[:3]} {number[3:6]} {number[6:]}"
        yield random.choice(projects)[random.randint(0, 1)]
        yield random.choice(clusters)
        yield f"université {random.choice(COMMON)}"
        yield "zzqxw" + random.choice(COMMON)


def searches(random: Random) -> Iterator[Request]:
    texts = typed_texts(random)
    for _number in range(SEARCHES):
        yield "search", f"/fr/search/?{urlencode({'q': next(texts)})}"


def organisation_lists(random: Random) -> Iterator[Request]:
    """Up to four filters at once, any order, any page."""
    clusters = list(Cluster.objects.filter(country="FR").order_by("pk").values_list("slug", flat=True))
    choices = {
        "kind": ["firm", "laboratory", "school", "investor"],
        "country": ["FR", "DE", "NA"],
        "territory": ["region-93", "region-84", "former_region-82", "department-06", "department-29"],
        "cluster": clusters,
        "theme": ["energy", "ict", "maritime", "health"],
        "size": ["micro", "small", "medium", "large"],
        "section": ["C", "J", "M", "B", "A"],
        "with_projects": ["on"],
        "words": [random.choice(COMMON), random.choice(FRENCH), "universite", "laboratoire", "cap"],
    }
    for _number in range(LISTS):
        filters = {name: random.choice(choices[name]) for name in random.sample(sorted(choices), random.randint(0, 4))}
        filters |= {"order": random.choice(["name", "name", "-name", "-updated"])}
        if random.random() < 0.3:
            filters["page"] = str(random.randint(2, 40))
        yield "list of organisations", f"/fr/organisations/?{urlencode(filters)}"


def project_lists(random: Random) -> Iterator[Request]:
    choices = {
        "programme": ["FUI", "ANR", "H2020"],
        "kind": ["platform", "collaborative"],
        "year": ["2010", "2019"],
        "country": ["DE", "FR", "NA"],
        "cluster": ["scs", "aerospace-valley"],
        "aid_from": ["2500000"],
        "words": [random.choice(FRENCH), random.choice(ENGLISH)],
    }
    for _number in range(PAGES):
        filters = {name: random.choice(choices[name]) for name in random.sample(sorted(choices), random.randint(0, 3))}
        yield "list of projects", f"/fr/projects/?{urlencode(filters)}"


def record_pages(random: Random) -> Iterator[Request]:
    largest = Membership.objects.order_by().values_list("cluster__slug", flat=True).filter(
        cluster=Cluster.objects.filter(country="FR").order_by("slug").first()
    )[0]  # fmt: skip
    for _number in range(PAGES):
        yield "cluster page", f"/fr/clusters/{largest}/?{urlencode({'members': random.randint(1, 20)})}"
    living = list(Organisation.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)[:5000])
    last = Project.objects.order_by("-pk").values_list("pk", flat=True)[0]
    for _number in range(PAGES):
        yield "organisation page", f"/fr/organisations/{random.choice(living)}/"
        yield "project page", f"/fr/projects/{random.randint(1, last)}/"


@dataclass(frozen=True, order=True)
class Timing:
    """Milliseconds on the clock, and those in which this process or its database session was computing."""

    clock: float
    computing: float
    address: str


def timed(client: Client, address: str) -> Timing:
    computed, started = computing_time(), time.perf_counter()
    response = client.get(address)
    elapsed = time.perf_counter() - started
    assert response.status_code == 200, (address, response.status_code)
    return Timing(elapsed * 1000, (computing_time() - computed) * 1000, address)


def computing_time() -> float:
    """Seconds on a processor, of this process and of the database's: on a busy machine the clock tells of others."""
    session = connection.connection.info.backend_pid if connection.connection else 0
    path = Path(f"/proc/{session}/schedstat")
    return time.process_time() + (int(path.read_text().split()[0]) / 1e9 if path.exists() else 0.0)


def report(size: int) -> None:
    """Time every request after a warm-up and print one line a page, with the slowest addresses."""
    random = Random(SEED)
    requests = [*searches(random), *organisation_lists(random), *project_lists(random), *record_pages(random)]
    with connection.cursor() as cursor:
        # All of the work in the one session whose time is read.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    client = Client()
    for _kind, address in requests[::3]:
        timed(client, address)
    times: dict[str, list[Timing]] = {}
    random.shuffle(requests)
    for kind, address in requests:
        times.setdefault(kind, []).append(timed(client, address))
    load = os.getloadavg()[0]
    print(f"{size:,} organisations, {Project.objects.count():,} projects; load average {load:.1f}; milliseconds\n")
    print("| page | requests | clock p50 | p95 | max | computing p50 | p95 | max | asked for |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind, measured in sorted(times.items()):
        print(line(kind, measured, size))
    print()
    for kind, measured in sorted(times.items()):
        slowest = sorted(measured, key=lambda one: one.computing)[-3:]
        print(f"{kind}, slowest:", *(f"\n    {one.computing:.0f} of {one.clock:.0f}: {one.address}" for one in slowest))
    print(f"memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def line(kind: str, measured: list[Timing], size: int) -> str:
    limit = LIMITS.get(kind, (None, None))[size > SMALL]
    clock, computing = ([getattr(one, name) for one in measured] for name in ("clock", "computing"))
    figures = [f"{value:.0f}" for values in (clock, computing) for value in quantiles(values)]
    return f"| {kind} | {len(measured)} | {' | '.join(figures)} | {f'p95 <= {limit}' if limit else ''} |"


def quantiles(values: list[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1]
