"""What a file is, by what it holds; its name and the type a browser states are not believed."""

import zipfile
from typing import Any

PDF, PNG, JPG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
STARTS = {"pdf": PDF, "png": PNG, "jpg": JPG}
ZIP = b"PK\x03\x04"
# An office document is a zip with this member.
MEMBERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
KNOWN = (*STARTS, *MEMBERS, *OPEN_DOCUMENT.values())


def type_of(file: Any) -> str:
    """One of `KNOWN`, or empty where the content tells none."""
    file.seek(0)
    head = file.read(len(PNG))
    file.seek(0)
    found = next((name for name, start in STARTS.items() if head.startswith(start)), "")
    if not found and head.startswith(ZIP):
        found = type_of_zip(file)
        file.seek(0)
    return found


def type_of_zip(file: Any) -> str:
    try:
        with zipfile.ZipFile(file) as held:
            names = set(held.namelist())
            if "mimetype" in names and held.getinfo("mimetype").file_size < len(max(OPEN_DOCUMENT, key=len)) + 1:
                return OPEN_DOCUMENT.get(held.read("mimetype").strip(), "")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return ""
    return next((kind for kind, member in MEMBERS.items() if member in names), "")
