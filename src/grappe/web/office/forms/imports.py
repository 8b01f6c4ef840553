from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from grappe.analytics.intake.members import Proposal
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.imports.enums import ImportKind
from grappe.apps.imports.phrases import ASIDE, target_choices

REGISTER = "register"


class UploadForm(forms.Form):
    """A file and what it is; a cluster officer sends members only."""

    kind = forms.ChoiceField(label=_("Kind"))
    cluster = forms.ModelChoiceField(
        label=_("Cluster"),
        queryset=Cluster.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("Choose a cluster"),
        help_text=_("For a list of members: the cluster whose members they are."),
    )
    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX, ODS or Parquet, as it was saved or published."))

    def __init__(self, user: User, data: Any = None, files: Any = None, *, too_large: int = 0) -> None:
        super().__init__(data, files)
        self.too_large = too_large
        choices = [(ImportKind.MEMBERS.value, ImportKind.MEMBERS.label)]
        if user.has_perm("directory.import_everything"):
            choices += [
                (ImportKind.CLUSTERS.value, ImportKind.CLUSTERS.label),
                (REGISTER, _("File of a register (CORDIS, ANR, SIRENE)")),
            ]
        kind, cluster = self.fields["kind"], self.fields["cluster"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = choices
        if isinstance(cluster, forms.ModelChoiceField):
            cluster.queryset = managed_clusters(user).order_by("name_key")
            own = cluster.queryset[:2]
            if len(choices) == 1:
                cluster.required = True
            cluster.initial = own[0] if len(own) == 1 else None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.too_large:
            self.errors.pop("file", None)
            limit = {"limit": self.too_large >> 20}
            self.add_error("file", ValidationError(_("The file is larger than %(limit)s MB.") % limit))
        if values.get("kind") == ImportKind.MEMBERS and not values.get("cluster"):
            self.add_error("cluster", _("Say which cluster these are the members of."))
        return values

    @property
    def asked(self) -> dict[str, Any]:
        """What the form asks for, as the domain takes it."""
        kind = self.cleaned_data["kind"]
        members = kind == ImportKind.MEMBERS
        return {
            "file": self.cleaned_data["file"],
            "kind": None if kind == REGISTER else ImportKind(kind),
            "cluster": self.cleaned_data["cluster"] if members else None,
        }


class ColumnsForm(forms.Form):
    """What each column of a file is taken for."""

    def __init__(self, proposals: list[Proposal], data: Any = None) -> None:
        super().__init__(data)
        self.proposals = proposals
        for place, one in enumerate(proposals):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=one.header or _("(column without a name)"),
                choices=target_choices(),
                initial=one.target or ASIDE,
                help_text=Truncator(", ".join(one.examples)).chars(100),
            )

    @property
    def mapping(self) -> dict[str, str]:
        chosen = (self.cleaned_data[f"column-{place}"] for place in range(len(self.proposals)))
        targets = ["" if target == ASIDE else target for target in chosen]
        return {one.header: target for one, target in zip(self.proposals, targets, strict=True)}
