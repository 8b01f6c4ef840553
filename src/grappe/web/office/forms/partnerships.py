from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster


class ReviewForm(forms.Form):
    """What the writer is told where the profile is given back."""

    remark = forms.CharField(
        label=_("What is to be changed"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


def choose_among(field: forms.Field, clusters: QuerySet[Cluster]) -> None:
    """Offer an officer's clusters; who has one only finds it chosen."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 tells the type checker
    field.queryset = clusters
    first = list(clusters[:2])
    if len(first) == 1:
        field.initial, field.empty_label = first[0].pk, None
