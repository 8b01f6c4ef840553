import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.directory.enums import InvestorKind, SizeCategory, SizeDefinition
from grappe.apps.directory.models.organisation import Organisation

# The EU category stands in the organisation's row too, whoever writes, moves or deletes an assessment.
CARRY_SIZE = """
UPDATE directory_organisation AS held SET size_category = computed.category
FROM (SELECT ids.id, coalesce(sizes.category, '') AS category
      FROM unnest(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.organisation_id END,
                        CASE WHEN TG_OP <> 'DELETE' THEN NEW.organisation_id END]) AS ids(id)
      LEFT JOIN directory_sizeassessment AS sizes ON sizes.organisation_id = ids.id AND sizes.definition = 'eu_sme'
     ) AS computed
WHERE held.id = computed.id AND held.size_category <> computed.category;
RETURN NULL;
"""


class AnnualAccounts(Sourced):
    """One closed accounting year: headcount in annual work units, amounts in euros."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="accounts", verbose_name=_("organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    headcount = models.DecimalField(
        _("headcount (annual work units)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    turnover = models.DecimalField(_("turnover (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True)
    balance_sheet = models.DecimalField(
        _("balance sheet total (EUR)"), max_digits=16, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("annual accounts")
        verbose_name_plural = _("annual accounts")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="accounts_once_a_year"),
            models.CheckConstraint(condition=models.Q(headcount__gte=0), name="accounts_headcount_not_negative"),
            models.CheckConstraint(condition=models.Q(turnover__gte=0), name="accounts_turnover_not_negative"),
            models.CheckConstraint(condition=models.Q(balance_sheet__gte=0), name="accounts_balance_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}"


class Shareholding(Sourced):
    """A share of one organisation held by another; shares in percent."""

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="holdings", verbose_name=_("owner"))
    owned = models.ForeignKey(Organisation, models.CASCADE, related_name="shareholders", verbose_name=_("owned"))
    capital_share = models.DecimalField(_("share of capital (%)"), max_digits=5, decimal_places=2)
    voting_share = models.DecimalField(_("share of votes (%)"), max_digits=5, decimal_places=2)
    controls = models.BooleanField(_("controls by other means"), default=False)
    investor_kind = models.CharField(
        _("kind of investor"), max_length=20, choices=InvestorKind, default=InvestorKind.NONE
    )

    class Meta:
        ordering = ["-capital_share"]
        verbose_name = _("shareholding")
        verbose_name_plural = _("shareholdings")
        constraints = [
            models.UniqueConstraint(fields=["owner", "owned"], name="shareholding_once"),
            models.CheckConstraint(condition=~models.Q(owner=models.F("owned")), name="shareholding_not_of_itself"),
            models.CheckConstraint(
                condition=models.Q(capital_share__range=(0, 100)), name="shareholding_capital_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(voting_share__range=(0, 100)), name="shareholding_votes_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} -> {self.owned_id}: {self.capital_share} %"


class SizeAssessment(models.Model):
    """The size category as the engine computed it, with its reasoning; never typed in."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="size_assessments", verbose_name=_("organisation")
    )
    definition = models.CharField(_("definition"), max_length=10, choices=SizeDefinition)
    category = models.CharField(_("category"), max_length=10, choices=SizeCategory)
    assessed_on = models.DateField(_("assessed on"))
    rules_version = models.CharField(_("version of the rules"), max_length=40)
    problem = models.JSONField(_("problem"))
    result = models.JSONField(_("result"))

    class Meta:
        ordering = ["definition"]
        verbose_name = _("size assessment")
        verbose_name_plural = _("size assessments")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "definition"], name="assessment_once_a_definition")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="carry_size",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CARRY_SIZE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.category}"
