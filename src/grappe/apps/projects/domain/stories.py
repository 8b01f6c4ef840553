"""The programme's success stories: real projects and platforms as its documents name them."""

from datetime import date

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.reference import source_code
from grappe.apps.directory.models import Cluster
from grappe.apps.projects.enums import ProjectKind
from grappe.apps.projects.models import Project, ProjectLabel
from grappe.apps.projects.phrases import SUCCESS_STORIES
from grappe.kernel.programme import SuccessStory, success_stories

KINDS = {
    "project": ProjectKind.COLLABORATIVE,
    "platform": ProjectKind.PLATFORM,
    "skills": ProjectKind.COLLECTIVE_ACTION,
    "training": ProjectKind.COLLECTIVE_ACTION,
}


def load_stories(*, today: date) -> int:
    """Load the packaged stories where they are not held yet; returns how many came in."""
    clusters = {cluster.slug: cluster for cluster in Cluster.objects.filter(country="FR")}
    known = set(Project.objects.filter(programme=SUCCESS_STORIES).values_list("reference", flat=True))
    new = [story for story in success_stories() if story.code not in known]
    for story in new:
        project = as_project(story, today)
        project.save()
        if story.cluster_id in clusters:
            ProjectLabel.objects.create(project=project, cluster=clusters[story.cluster_id], is_lead=True)
    return len(new)


def as_project(story: SuccessStory, today: date) -> Project:
    confidence = Confidence.UNVERIFIED if story.evidence.to_verify else Confidence.COMPILED
    entry = {
        "source": source_code(story.evidence.sources[0]),
        "on": today.isoformat(),
        "confidence": int(confidence),
        "by": None,
    }
    return Project(
        programme=SUCCESS_STORIES,
        reference=story.code,
        kind=KINDS[story.kind],
        acronym=story.name,
        abstract_fr=story.text_fr,
        abstract_en=story.text_en,
        provenance=dict.fromkeys(("acronym", "kind", "abstract_fr", "abstract_en"), entry),
    )
