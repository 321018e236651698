"""The contents of attachments over HTTP, through a door of their own: scans never hold up cases (design: sync 12, 15)."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from sync.protocol.blobs import ASK_HEADER, PATH
from sync.protocol.codes import EnvelopeRefused
from sync.server import blobs
from sync.server.exchange import Reply
from sync.server.gate import Gate
from sync.server.township import Township

BATCH_TYPE = "application/x-dbn"
MAX_LIST_BYTES = 512 << 10
MAX_NEED_BYTES = 64 << 10
MAX_PIECE_BYTES = 512 << 10

Guarded = Callable[[Gate, Request, int, Callable[[bytes], Response]], Awaitable[Response]]
"""Reads a body through a gate and does the work in a thread; faults leave as refusals."""


def add_to(app: FastAPI, township: Township, guarded: Guarded, door: Gate | None = None) -> None:
    """The four calls: what is there, what is missing, one chunk in, one chunk out."""
    gate = door or Gate()

    @app.post(PATH + "/have")
    async def ask_have(request: Request) -> Response:
        return await guarded(gate, request, MAX_LIST_BYTES, lambda body: _said(blobs.have(township, body)))

    @app.post(PATH + "/{sha256}/need")
    async def ask_need(sha256: str, request: Request) -> Response:
        return await guarded(
            gate, request, MAX_NEED_BYTES, lambda body: _said(blobs.need(township, sha256, body))
        )

    @app.put(PATH + "/{sha256}/{i}")
    async def take_chunk(sha256: str, i: str, request: Request) -> Response:
        return await guarded(
            gate,
            request,
            MAX_PIECE_BYTES,
            lambda body: _said(blobs.put(township, sha256, _number(i), body)),
        )

    @app.get(PATH + "/{sha256}/{i}")
    async def give_chunk(sha256: str, i: str, request: Request) -> Response:
        asked = request.headers.get(ASK_HEADER, "")
        return await guarded(
            gate, request, 0, lambda _body: _said(blobs.get(township, sha256, _number(i), _envelope(asked)))
        )


def _said(reply: Reply) -> Response:
    return Response(reply.body, reply.status, media_type=BATCH_TYPE)


def _number(i: str) -> int:
    if not i.isascii() or not i.isdigit() or len(i) > 4:
        raise EnvelopeRefused("bad-header")
    return int(i)


def _envelope(asked: str) -> bytes:
    try:
        return b64decode(asked, validate=True)
    except ValueError:
        raise EnvelopeRefused("bad-header") from None
