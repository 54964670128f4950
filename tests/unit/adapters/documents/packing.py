"""Word documents to test with: made by python-docx, or by hand where no program would make them."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from chalicelib.domain.errors import InvalidInputError

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def saved(document: Any) -> bytes:
    """Give the bytes of a python-docx document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def a_word_file(body: str, *, root: str = "w:document") -> bytes:
    """Give a zip whose document has this body."""
    return zipped({"word/document.xml": f"<{root} {NAMESPACES}><w:body>{body}</w:body></{root}>"})


def a_paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def outcome(read: Callable[[], object]) -> str:
    """Give what came of reading: nothing to say, or the reason of a rejection. Any other error is the test's to show."""
    try:
        read()
    except InvalidInputError as error:
        return str(error)
    return ""
