from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """One word of the register's names and titles, with how many hold it: what a misspelt word is compared with."""

    word = models.TextField(_("word"), primary_key=True, db_collation="C")
    holders = models.PositiveIntegerField(_("how many names hold it"))

    class Meta:
        ordering = ["word"]
        verbose_name = _("word")
        verbose_name_plural = _("words")
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="word_trigrams")]

    def __str__(self) -> str:
        return self.word
