"""Answers to the form's questions, every text that was ever saved, and what people say about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import RevisionFate
from grappe.apps.calls.models.form import FormQuestion
from grappe.apps.calls.models.partner import ProposalPartner
from grappe.apps.calls.models.proposal import Proposal


class Answer(models.Model):
    """The answer in force; ``revision`` is what an editor must have read to replace it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers", verbose_name=_("proposal"))
    question = models.ForeignKey(
        FormQuestion, models.PROTECT, related_name="answers", verbose_name=_("question of a form")
    )
    partner = models.ForeignKey(
        ProposalPartner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("partner of a proposal"),
    )
    text = models.TextField(_("text"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "question", "partner"], name="answer_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}, {self.question_id}"


class AnswerRevision(models.Model):
    """A text as somebody saved it. One that came too late is kept aside until its author has merged it."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions", verbose_name=_("answer"))
    base = models.PositiveIntegerField(_("revision it was written from"))
    number = models.PositiveIntegerField(_("revision"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    fate = models.CharField(_("what became of it"), max_length=8, choices=RevisionFate)
    # The page's own key for one sending: a dropped connection that sends again saves once.
    key = models.UUIDField(_("key"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("saved by")
    )

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name = _("revision of an answer")
        verbose_name_plural = _("revisions of an answer")
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["answer", "key"], name="revision_key_once"),
            models.CheckConstraint(
                condition=models.Q(fate="taken", number__isnull=False) | ~models.Q(fate="taken"),
                name="taken_revision_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} r{self.number}"


class ProposalComment(models.Model):
    """What one author tells the others about a section or about the whole; never part of the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="comments", verbose_name=_("proposal"))
    question = models.ForeignKey(
        FormQuestion,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("question of a form"),
    )
    text = models.TextField(_("text"), max_length=4000)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("comment on a proposal")
        verbose_name_plural = _("comments on a proposal")

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.text[:40]}"
