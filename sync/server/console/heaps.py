"""Many files sent up at once: read as they come onto the disk, under a limit of size, number and time."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from sync.server.console.visits import Brought
from sync.server.gate import Gate

MOST_FILES = 200
MOST_FIELDS = 8


class Unreadable(Exception):
    """The form cannot be taken apart, or holds more files than one may send at once."""


class _OntoDisk(MultiPartParser):
    """Keeps of each file only so much in memory; the rest lies in a file that has no name and ends with it."""

    spool_max_size = 64 << 10


def is_one(request: Request) -> bool:
    return request.headers.get("Content-Type", "").startswith("multipart/form-data")


async def read(
    gate: Gate, request: Request, most_bytes: int
) -> tuple[list[tuple[str, str]], tuple[Brought, ...]]:
    """Its texts, and its files, which the caller closes; Unreadable, and what ``Gate.read`` raises."""

    async def coming() -> AsyncGenerator[bytes, None]:
        async for part in gate.parts(request.stream(), most_bytes):
            yield part

    try:
        form = await _OntoDisk(
            request.headers, coming(), max_files=MOST_FILES, max_fields=MOST_FIELDS
        ).parse()
    except (MultiPartException, UnicodeError, KeyError):
        raise Unreadable from None
    texts: list[tuple[str, str]] = []
    brought: list[Brought] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            brought.append(Brought(name, value.filename or "", value.file))
        else:
            texts.append((name, value))
    return texts, tuple(brought)
