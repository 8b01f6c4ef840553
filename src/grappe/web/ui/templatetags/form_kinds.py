"""What kind of control a form field is, asked by the field's template."""

from django import template
from django.forms import BoundField, CheckboxInput

register = template.Library()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
