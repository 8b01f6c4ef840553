"""Rules of a call as rows: eligibility, aid rates, criteria; each valid for one round or for all of its call."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import Beneficiary, RuleCode, RuleStatus
from grappe.apps.calls.models.call import Call, CallRound


class RuleOfCall(models.Model):
    """A row of the rules; without a round it holds for every round of its call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="%(class)s_rows", verbose_name=_("call for projects"))
    round = models.ForeignKey(
        CallRound,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)s_rows",
        verbose_name=_("round of a call"),
    )

    class Meta:
        abstract = True


class RuleWithSource(RuleOfCall):
    """A rule that a text states: where it is written, and whether that text was read."""

    source = models.CharField(_("source"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=RuleStatus, default=RuleStatus.UNVERIFIED)

    class Meta:
        abstract = True


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class EligibilityRule(RuleWithSource):
    """One condition; ``parameters`` holds its limits, ``valid_from`` and ``valid_until`` its days, both included."""

    code = models.CharField(_("code"), max_length=24, choices=RuleCode)
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    text_fr = models.TextField(_("text (French)"))
    text_en = models.TextField(_("text (English)"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_blocking = models.BooleanField(_("refuses the submission"), default=False)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("eligibility rule")
        verbose_name_plural = _("eligibility rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="rule_valid_over_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.text_fr}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class AidRate(RuleWithSource):
    """Greatest share of the costs, 0 to 1; where the territory or the label is not stated the rate is for both."""

    beneficiary = models.CharField(_("beneficiary"), max_length=20, choices=Beneficiary)
    in_territory = models.BooleanField(_("on the territory of a labelling cluster"), null=True, blank=True)
    is_labelled = models.BooleanField(_("with a label"), null=True, blank=True)
    rate = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    basis_fr = models.CharField(_("basis (French)"), max_length=150, blank=True)
    basis_en = models.CharField(_("basis (English)"), max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("aid rate")
        verbose_name_plural = _("aid rates")
        constraints = [
            models.CheckConstraint(condition=models.Q(rate__range=(0, 1)), name="aid_rate_is_a_share"),
            models.UniqueConstraint(
                fields=["call", "round", "beneficiary", "in_territory", "is_labelled"],
                name="aid_rate_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beneficiary}: {self.rate}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Criterion(RuleOfCall):
    """What a proposal is judged by, with its weight and its scale."""

    code = models.SlugField(_("code"), max_length=40)
    name_fr = models.CharField(_("name (French)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=1)
    lowest = models.SmallIntegerField(_("lowest score"), default=0)
    highest = models.SmallIntegerField(_("highest score"), default=5)
    threshold = models.DecimalField(_("threshold"), max_digits=5, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["call", "round", "code"], name="criterion_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(weight__gte=0), name="criterion_weight_not_negative"),
            models.CheckConstraint(condition=models.Q(highest__gt=models.F("lowest")), name="criterion_has_a_scale"),
        ]

    def __str__(self) -> str:
        return self.name_fr
