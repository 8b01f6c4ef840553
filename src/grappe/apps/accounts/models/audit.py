import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what, to which record and why; append-only."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    # No foreign key action may touch the log: the person's label stays when the account goes.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("by"),
    )
    by_label = models.CharField(_("by"), max_length=200)
    verb = models.CharField(_("what"), max_length=60)
    target_type = models.CharField(_("kind of record"), max_length=60)
    target_id = models.CharField(_("record"), max_length=60)
    reason = models.TextField(_("why"), blank=True)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["target_type", "target_id", "-at"], name="audit_by_target")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # Once a statement, whatever the number of its rows: a bulk insert pays one more insert, not one a row.
            pgtrigger.Trigger(
                name="awaits_its_seal",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="written"),
                func="INSERT INTO accounts_unsealedentry (entry) SELECT id FROM written; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"
