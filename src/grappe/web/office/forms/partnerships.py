from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    """What the writer is told where the profile is given back."""

    remark = forms.CharField(
        label=_("What is to be changed"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
