"""The form of a call: sections, questions and documents, in French and English."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import QuestionKind
from grappe.apps.calls.models.call import Call


class FormSection(models.Model):
    """A part of the form; of a partner's own section there is one for each partner."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="sections", verbose_name=_("call for projects"))
    code = models.SlugField(_("code"), max_length=40)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    is_for_each_partner = models.BooleanField(_("filled in by each partner"), default=False)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("section of a form")
        verbose_name_plural = _("sections of a form")
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="section_once_a_call")]

    def __str__(self) -> str:
        return self.title_fr


class FormQuestion(models.Model):
    section = models.ForeignKey(
        FormSection, models.CASCADE, related_name="questions", verbose_name=_("section of a form")
    )
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.LONG_TEXT)
    label_fr = models.CharField(_("question (French)"), max_length=300)
    label_en = models.CharField(_("question (English)"), max_length=300)
    help_fr = models.TextField(_("explanation (French)"), blank=True)
    help_en = models.TextField(_("explanation (English)"), blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    longest = models.PositiveIntegerField(_("greatest number of characters"), default=5000)
    # [{"code", "name_fr", "name_en"}] of a question of choice.
    choices = models.JSONField(_("choices"), default=list, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("question of a form")
        verbose_name_plural = _("questions of a form")
        constraints = [models.UniqueConstraint(fields=["section", "code"], name="question_once_a_section")]

    def __str__(self) -> str:
        return self.label_fr


class RequiredDocument(models.Model):
    """A document that a proposal carries, with the types and the size that are taken."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="documents", verbose_name=_("call for projects"))
    code = models.SlugField(_("code"), max_length=40)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    is_required = models.BooleanField(_("required"), default=True)
    is_for_each_partner = models.BooleanField(_("one for each partner"), default=False)
    types = ArrayField(models.CharField(max_length=10), verbose_name=_("types taken"), default=list)
    largest = models.PositiveIntegerField(_("greatest size (bytes)"), default=10_000_000)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="document_once_a_call")]

    def __str__(self) -> str:
        return self.name_fr
