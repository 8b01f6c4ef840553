"""Every form of the site, Django's own and allauth's included, is drawn with our field."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"
