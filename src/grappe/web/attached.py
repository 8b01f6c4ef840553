"""Files of a proposal as whoever may read it downloads them."""

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from grappe.apps.calls.models import Proposal


def attached_file(proposal: Proposal, pk: int) -> HttpResponseBase:
    """A file that stands, under its name; always as a download, never shown inside the site."""
    row = get_object_or_404(proposal.attachments, pk=pk)
    if not row.file.storage.exists(str(row.file.name)):
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
