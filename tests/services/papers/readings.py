"""What a made paper says, in one line without the breaks of its columns."""

from __future__ import annotations

import pypdfium2


def said(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()
