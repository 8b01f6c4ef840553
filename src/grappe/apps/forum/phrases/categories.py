from django.utils.translation import get_language

from grappe.apps.forum.models import ParticipantCategory


def category_name(category: ParticipantCategory) -> str:
    """The category's name in the reader's language."""
    return category.name_en if get_language() == "en" else category.name_fr
