from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.links import page_address
from grappe.apps.forum.models import PressAccreditation


def tell_journalist(accreditation: PressAccreditation) -> None:
    post(
        address=accreditation.email,
        language=accreditation.language,
        write=lambda: letter_about(accreditation),
    )


def letter_about(accreditation: PressAccreditation) -> Letter:
    names = {
        "name": accreditation.full_name,
        "year": accreditation.edition.year,
        "outlet": accreditation.outlet.name,
        "answer": accreditation.answer,
        "address": page_address("public:press", accreditation.edition.slug),
    }
    if accreditation.status == RequestStatus.ACCEPTED:
        return (
            _("[Forum %(year)d] You are accredited") % names,
            _("%(name)s, you are accredited for %(outlet)s. Your badge and the press material are here: %(address)s")
            % names,
        )
    if accreditation.status == RequestStatus.REFUSED:
        return (
            _("[Forum %(year)d] Your accreditation is refused") % names,
            _("%(name)s, the press office could not accredit you for %(outlet)s. %(answer)s") % names,
        )
    return (
        _("[Forum %(year)d] Your request for an accreditation has arrived") % names,
        _("%(name)s, the press office has your request for %(outlet)s and will answer.") % names,
    )
