"""Files: known by their content, held to a size, shown to the scanner, replaced and removed."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.base import File
from tests.call_rows import lead_of, make_proposal

from grappe.apps.calls.domain.attachments import attach_file, remove_attachment
from grappe.apps.calls.enums import ScanState
from grappe.apps.calls.errors import AttachmentRefusedError
from grappe.apps.calls.file_types import type_of
from grappe.apps.calls.models import RequiredDocument
from grappe.apps.calls.queries.attachments import wanted_files

PDF = b"%PDF-1.7 text"


def zipped(*members):
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in members:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (zipped("word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("malware.exe"), ""),
        (b"PK\x03\x04broken", ""),
        (b"MZ", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_it_holds(content, kind):
    assert type_of(BytesIO(content)) == kind


@pytest.fixture
def asked(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    proposal = make_proposal()
    document = RequiredDocument.objects.create(
        call=proposal.round.call, code="plan", name_fr="Plan", name_en="Plan", types=["pdf"], largest=100
    )
    return proposal, document, lead_of(proposal)


def sent(content, name="plan.pdf"):
    return File(BytesIO(content), name=name)


def test_a_file_is_kept_and_replaced(asked):
    proposal, document, by = asked
    first = attach_file(proposal=proposal, document=document, file=sent(PDF), name="../plan.pdf", by=by)
    second = attach_file(proposal=proposal, document=document, file=sent(PDF + b"2"), name="plan2.pdf", by=by)
    first.refresh_from_db()
    assert first.removed_at is not None
    assert (first.name, first.type, first.scan) == ("plan.pdf", "pdf", ScanState.UNSCANNED)
    assert [one.attachment for one in wanted_files(proposal)] == [second]
    remove_attachment(attachment=second, by=by)
    assert [one.attachment for one in wanted_files(proposal)] == [None]


@pytest.mark.parametrize(("content", "told"), [(b"MZ not a pdf", "By its content"), (PDF + b"x" * 200, "too large")])
def test_a_file_that_does_not_fit_is_refused(asked, content, told):
    proposal, document, by = asked
    with pytest.raises(AttachmentRefusedError, match=told):
        attach_file(proposal=proposal, document=document, file=sent(content), name="plan.pdf", by=by)
    assert not proposal.attachments.exists()


def test_what_the_scanner_refuses_is_not_kept(asked, settings):
    settings.VIRUS_SCANNER = "tests.call_rows.FindsEverything"
    proposal, document, by = asked
    with pytest.raises(AttachmentRefusedError, match="scanner"):
        attach_file(proposal=proposal, document=document, file=sent(PDF), name="plan.pdf", by=by)
