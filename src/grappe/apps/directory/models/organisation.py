import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, Joined, folded, part, search_vector
from grappe.apps.directory.enums import OrganisationKind, SizeCategory
from grappe.apps.directory.models.territory import Territory

LIVING = models.Q(merged_into=None)
FILTERS = ["kind", "country", "department", "activity_code", "size_category"]
SIZED = LIVING & ~models.Q(size_category="")
# Where another value is written, what was computed is put back. Not before the row is written: a trigger there
# would have PostgreSQL compute the search column anew at every update.
COMPUTED_SIZE = """
UPDATE directory_organisation AS held SET size_category = computed.category
FROM (SELECT coalesce((SELECT category FROM directory_sizeassessment
                       WHERE organisation_id = NEW.id AND definition = 'eu_sme'), '') AS category) AS computed
WHERE held.id = NEW.id AND held.size_category <> computed.category;
RETURN NULL;
"""


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["name_key", "search", "created_at", "size_category"],
)
class Organisation(Sourced):
    """A legal body: firm, laboratory, school, authority, investor, service provider or cluster body.

    A merged organisation stays as a row that points to the one kept, so that no link to it ever dies.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    legal_name = models.CharField(_("legal name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    other_names = ArrayField(
        models.CharField(max_length=300), verbose_name=_("other spellings"), default=list, blank=True
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    street = models.CharField(_("street"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    department = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("department"),
        db_index=False,  # the lists' own index begins with it
    )
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    activity_code = models.CharField(_("activity (NACE/NAF)"), max_length=8, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    email_domain = models.CharField(_("e-mail domain"), max_length=120, blank=True)
    capabilities_fr = models.TextField(_("capabilities (French)"), blank=True)
    capabilities_en = models.TextField(_("capabilities (English)"), blank=True)
    offers_fr = models.TextField(_("offers (French)"), blank=True)
    offers_en = models.TextField(_("offers (English)"), blank=True)
    needs_fr = models.TextField(_("needs (French)"), blank=True)
    needs_en = models.TextField(_("needs (English)"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent organisation"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    # Beside the assessment it is copied from, so that the lists' indexes hold it; triggers alone write it.
    size_category = models.CharField(
        _("size category (EU)"),
        max_length=10,
        choices=SizeCategory,
        blank=True,
        editable=False,
        default="",
        db_default="",
    )
    name_key = folded("legal_name")
    search = search_vector(
        part("A", NAMES, "legal_name", "short_name"),
        part("B", NAMES, Joined("other_names")),
        part("C", NAMES, "city"),
        part("D", FRENCH, "capabilities_fr", "offers_fr", "needs_fr"),
        part("D", ENGLISH, "capabilities_en", "offers_en", "needs_en"),
    )

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(condition=~models.Q(legal_name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"), name="organisation_country_is_iso"
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__range=(-180, 180)), name="organisation_longitude_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90)), name="organisation_latitude_in_range"
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="organisation_not_its_own_parent"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="organisation_not_merged_into_itself"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="organisation_search"),
            # The lists walk these in their order: with the filters' columns inside, no row is read for a count or a
            # page's keys, and a merged record is in no list.
            models.Index(fields=["name_key", "id"], include=FILTERS, name="organisation_by_name", condition=LIVING),
            models.Index(
                fields=["-updated_at", "-id"], include=FILTERS, name="organisation_by_change", condition=LIVING
            ),
            # Looked up by key from memberships and consortia: their conditions are met without reading the row.
            models.Index(
                fields=["id"],
                include=["name_key", "updated_at", *FILTERS],
                name="organisation_by_key",
                condition=LIVING,
            ),
            *(
                models.Index(
                    fields=[first, "name_key", "id"],
                    include=[other for other in FILTERS if other != first],
                    name=f"organisation_by_{first}",
                    condition=SIZED if first == "size_category" else LIVING,
                )
                for first in FILTERS
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="size_is_computed",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("size_category"),
                condition=pgtrigger.Q(old__size_category__df=pgtrigger.F("new__size_category")),
                func=COMPUTED_SIZE,
            ),
            pgtrigger.Trigger(
                name="size_is_not_typed",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__size_category__gt=""),
                func=COMPUTED_SIZE,
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    def get_absolute_url(self) -> str:
        return reverse("public:organisation", args=[self.pk])
