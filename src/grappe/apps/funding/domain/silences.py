"""A rule of law about silence is adopted for a call, a funder or all of them."""

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.exchange.silences import packaged_silences
from grappe.apps.funding.models import SilenceRule


def adopt_silence(
    *, code: str, call: Call | None = None, funder: Organisation | None = None, by: User | None
) -> SilenceRule:
    """Let a packaged rule hold from now on; adopting it again changes nothing.

    Files that are open keep the rule they were opened with: an applicant's clock does not change under way.
    """
    known = {one.code: one for one in packaged_silences()}
    if code not in known:
        raise DecisionRefusedError(
            _("There is no packaged rule %(code)s: one of %(known)s.") % {"code": code, "known": ", ".join(known)}
        )
    values = known[code].model_dump(exclude={"code", "note_en"})
    with recorded(by=by, verb="adopt_silence"):
        rule, is_new = SilenceRule.objects.get_or_create(call=call, funder=funder, **values)
        if is_new:
            record_action(by=by, verb="adopt_silence", target=rule, code=code, source=rule.source)
    return rule
