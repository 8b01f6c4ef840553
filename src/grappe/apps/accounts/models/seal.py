import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

UNCHANGEABLE = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class UnsealedEntry(models.Model):
    """An audit entry that no seal covers yet; a trigger of the log writes it, in the entry's own transaction."""

    # No foreign key: an entry that vanishes before it is sealed must leave this trace.
    entry = models.BigIntegerField(primary_key=True)

    class Meta:
        ordering = ["entry"]
        verbose_name = _("unsealed entry")
        verbose_name_plural = _("unsealed entries")

    def __str__(self) -> str:
        return str(self.entry)


class AuditSeal(models.Model):
    """The place of one audit entry in the chain, with the hash over it and over all before it."""

    position = models.BigIntegerField(primary_key=True)
    # No foreign key: the seal of an entry that vanished is what tells it.
    entry = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField(_("sealed at"))
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        triggers = [UNCHANGEABLE]
        constraints = [models.CheckConstraint(condition=models.Q(position__gte=1), name="seal_position_from_one")]

    def __str__(self) -> str:
        return str(self.position)


class AuditDigest(models.Model):
    """A signed statement of where the chain stood: whoever keeps a copy can prove that it was rewritten since."""

    number = models.BigIntegerField(primary_key=True)
    made_at = models.DateTimeField(_("made at"))
    position = models.BigIntegerField(_("entries covered"))
    # What was signed, byte by byte, with the hash of the digest before.
    statement = models.TextField()
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("signed digest")
        verbose_name_plural = _("signed digests")
        triggers = [UNCHANGEABLE]

    def __str__(self) -> str:
        return str(self.number)


class AuditCheck(models.Model):
    """One reading of the whole log against its seals and digests, and what it found."""

    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    entries = models.BigIntegerField(_("entries read"))
    faults = models.JSONField(_("faults"), default=list)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("check of the log")
        verbose_name_plural = _("checks of the log")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}: {len(self.faults)}"
