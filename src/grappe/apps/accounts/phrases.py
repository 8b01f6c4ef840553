"""What the log says was done, in words."""

from django.utils.translation import gettext_lazy as _

# Every verb a domain function records; a test holds the list complete.
VERBS = {
    "accept_claim": _("accepted a request to keep data"),
    "accept_conflict": _("took an imported value"),
    "accept_correction": _("accepted a correction"),
    "accept_invitation": _("accepted an invitation"),
    "add_college": _("added a college"),
    "appoint_editor": _("appointed a member editor"),
    "appoint_officer": _("appointed a cluster officer"),
    "assess_size": _("computed the size category"),
    "change_membership": _("changed a membership"),
    "claim_organisation": _("asked to keep an organisation's data"),
    "close_membership": _("ended a membership"),
    "confirm_organisation": _("confirmed values"),
    "correct_values": _("set values"),
    "create_token": _("made an access token"),
    "deactivate_user": _("closed an account"),
    "describe_cluster": _("described a cluster"),
    "dismiss_editor": _("dismissed a member editor"),
    "dismiss_officer": _("dismissed a cluster officer"),
    "edit_organisation": _("edited an organisation"),
    "grant_role": _("gave a role"),
    "import": _("imported a file"),
    "invite_editor": _("invited a member editor"),
    "invite_person": _("opened an account"),
    "issue_certificate": _("issued a certificate"),
    "keep_distinct": _("kept two organisations apart"),
    "keep_held_value": _("kept a held value"),
    "merge_organisations": _("merged two organisations"),
    "open_membership": _("opened a membership"),
    "propose_correction": _("proposed a correction"),
    "reactivate_user": _("opened an account again"),
    "record_accounts": _("stated accounts"),
    "record_label_period": _("recorded a label period"),
    "record_shareholding": _("stated a shareholding"),
    "record_succession": _("recorded a succession"),
    "refuse_claim": _("refused a request to keep data"),
    "refuse_correction": _("refused a correction"),
    "remember_mapping": _("confirmed the columns of a file"),
    "remove_accounts": _("removed accounts"),
    "remove_college": _("removed a college"),
    "remove_shareholding": _("removed a shareholding"),
    "rename_cluster": _("renamed a cluster"),
    "revoke_role": _("took a role back"),
    "revoke_token": _("revoked an access token"),
    "set_values": _("set values from a source"),
    "swap_kept": _("chose the other record to keep"),
    "undo_change": _("undid a change"),
    "undo_merge": _("undid a merge"),
    "update_profile": _("changed the profile"),
    "withdraw_claim": _("withdrew a request to keep data"),
}


def verb_label(verb: str) -> str:
    """What was done, as a person reads it; an unknown verb as it stands."""
    return str(VERBS.get(verb, verb))
