from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster
from grappe.apps.imports.enums import FINISHED, ImportKind, ImportState


class ImportRun(models.Model):
    """One file brought in, or tried: what it was, who asked, what came of it."""

    kind = models.CharField(_("kind of file"), max_length=30, choices=ImportKind)
    cluster = models.ForeignKey(
        Cluster, models.CASCADE, null=True, blank=True, related_name="import_runs", verbose_name=_("cluster")
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField(_("size"), default=0)
    # The copy that a page received; empty where the command line read a file in its place.
    upload = models.FileField(upload_to="imports", blank=True, max_length=255)
    report = models.FileField(upload_to="imports", blank=True, max_length=255)
    dry_run = models.BooleanField(_("preview only"), default=False)
    keep_good_rows = models.BooleanField(_("keep the good rows"), default=False)
    observed_on = models.DateField(_("state of the data on"))
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ImportState, default=ImportState.WAITING)
    # A code and its parameters: the page says it in the reader's language.
    message = models.JSONField(_("message"), default=dict, blank=True)
    phase = models.CharField(_("phase"), max_length=20, blank=True)
    rows_done = models.IntegerField(_("rows done"), default=0)
    fraction_done = models.FloatField(_("part done"), default=0)
    read = models.IntegerField(_("rows read"), default=0)
    created = models.IntegerField(_("created"), default=0)
    changed = models.IntegerField(_("changed"), default=0)
    unchanged = models.IntegerField(_("unchanged"), default=0)
    refused = models.IntegerField(_("refused"), default=0)
    left_out = models.IntegerField(_("values left out"), default=0)
    detail = models.JSONField(_("detail"), default=dict, blank=True)
    preview = models.JSONField(_("preview"), default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="import_runs", verbose_name=_("by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["cluster", "-asked_at"], name="import_by_cluster")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("office:import", args=[self.pk])

    @property
    def brings(self) -> bool:
        """Whether its counts are of what was, or would be, written."""
        return self.state in {ImportState.DONE, ImportState.PREVIEWED}

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED
