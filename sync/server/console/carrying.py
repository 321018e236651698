"""What was looked at stands in the page until it is decided over: packed into the form, so that any process can go on."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from app.errors import Refusal

LARGEST_BYTES = 20 << 20


def packed(content: bytes) -> str:
    """For a hidden field."""
    return urlsafe_b64encode(zlib.compress(content, 9)).decode("ascii")


def unpacked(field: str, carried: str) -> bytes:
    """What was packed; Refusal ``carried`` on ``field`` for anything else."""
    try:
        opening = zlib.decompressobj()
        content = opening.decompress(urlsafe_b64decode(carried.encode("ascii")), LARGEST_BYTES)
        if not opening.eof or not content:
            raise ValueError(carried[:0])
    except (ValueError, Error, zlib.error, UnicodeEncodeError):
        raise Refusal(
            "刚才核对的内容没有完整传回来，没有发布。请重新选择文件。", field=field, code="carried"
        ) from None
    return content
