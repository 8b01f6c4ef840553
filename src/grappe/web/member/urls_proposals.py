"""Proposals of a consortium, as their authors write them."""

from django.urls import URLPattern, path

from grappe.web.member.views.proposals import (
    answers,
    comments,
    desk,
    files,
    labels,
    partners,
    parts,
    submitting,
    suggestions,
    versions,
    whole,
)

AT = "proposals/<int:pk>/"
proposals: list[URLPattern] = [
    path("proposals/", desk.proposals, name="proposals"),
    path("proposals/open/<slug:round>/", desk.open_one, name="open_proposal"),
    path("proposals/join/<int:partner>/", desk.join, name="join_proposal"),
    path("proposals/invitations/<str:code>/", partners.invitation, name="partner_invitation"),
    path(AT, whole.proposal, name="proposal"),
    path(f"{AT}head/", whole.head, name="proposal_head"),
    path(f"{AT}withdraw/", whole.withdraw, name="withdraw_proposal"),
    path(f"{AT}submit/", submitting.submit, name="submit_proposal"),
    path(f"{AT}reopen/", submitting.reopen, name="reopen_proposal"),
    path(f"{AT}receipt.pdf", submitting.receipt, name="proposal_receipt"),
    path(f"{AT}sections/<slug:code>/", answers.section, name="proposal_section"),
    path(f"{AT}answers/<int:question>/", answers.answer, name="proposal_answer"),
    path(f"{AT}answers/<int:question>/<int:partner>/", answers.part_answer, name="part_answer"),
    path(f"{AT}aside/<int:revision>/", answers.merge, name="merge_answer"),
    path(f"{AT}parts/<int:partner>/", parts.part, name="proposal_part"),
    path(f"{AT}parts/<int:partner>/sign/", parts.sign, name="sign_part"),
    path(f"{AT}parts/<int:partner>/decline/", parts.decline, name="decline_part"),
    path(f"{AT}parts/<int:partner>/aid/", parts.add_aid, name="add_other_aid"),
    path(f"{AT}parts/<int:partner>/aid/<int:aid>/remove/", parts.remove_aid, name="remove_other_aid"),
    path(f"{AT}partners/", partners.add, name="add_partner"),
    path(f"{AT}partners/<int:partner>/remove/", partners.remove, name="remove_partner"),
    path(f"{AT}partners/<int:partner>/invite/", partners.invite, name="invite_author"),
    path(f"{AT}suggestions/", suggestions.suggestions, name="proposal_suggestions"),
    path(f"{AT}suggestions/ask/", suggestions.ask, name="ask_to_join"),
    path(f"{AT}files/", files.files, name="proposal_files"),
    path(f"{AT}files/<int:attachment>/", files.file, name="proposal_file"),
    path(f"{AT}files/<int:attachment>/remove/", files.remove, name="remove_attachment"),
    path(f"{AT}labels/", labels.labels, name="proposal_labels"),
    path(f"{AT}labels/<int:request_pk>/withdraw/", labels.withdraw, name="withdraw_label_request"),
    path(f"{AT}labels/<int:request_pk>/answer/", labels.answer, name="answer_committee"),
    path(f"{AT}comments/", comments.comments, name="proposal_comments"),
    path(f"{AT}comments/<int:comment>/settle/", comments.settle, name="settle_comment"),
    path(f"{AT}versions/", versions.versions, name="proposal_versions"),
]
