from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import MergeStatus
from grappe.apps.directory.models.organisation import Organisation


class MergeProposal(models.Model):
    """Two records that may be one organisation: the score, the evidence, the decision and how to undo it."""

    kept = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("kept"))
    merged = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("merged"))
    score = models.FloatField(_("score"))
    evidence = models.JSONField(_("evidence"), default=list)
    status = models.CharField(_("status"), max_length=10, choices=MergeStatus, default=MergeStatus.PROPOSED)
    # What was moved from the merged record to the kept one: enough to put it back.
    moved = models.JSONField(_("moved"), default=dict)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("merge proposal")
        verbose_name_plural = _("merge proposals")
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("merged")), name="merge_of_two"),
            models.CheckConstraint(condition=models.Q(score__range=(0, 1)), name="merge_score_in_range"),
            models.UniqueConstraint(
                Least("kept", "merged"),
                Greatest("kept", "merged"),
                name="merge_proposed_once",
            ),
        ]
        indexes = [models.Index(fields=["status", "-score"], name="merge_by_status")]

    def __str__(self) -> str:
        return f"{self.merged_id} -> {self.kept_id}"
