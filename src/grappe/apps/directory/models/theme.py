from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """A field of activity that clusters and projects share."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    is_emerging = models.BooleanField(_("emerging"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name_fr
