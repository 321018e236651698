"""Connections that say nothing are closed: whoever connects has to ask something before long (design: sync 15)."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

ASK_WITHIN_S = 15.0
"""From the connection, or the last answer, to the end of a request's head; its body has the door's own limit."""
FAREWELL_S = 1.0
"""When the server stops: how long the other end has to say goodbye, which an idle browser may never do."""


class ImpatientConnection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to connections that stay idle or send their head drop by drop."""

    _deadline: asyncio.TimerHandle | None = None
    _patience_s = ASK_WITHIN_S

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_Together(transport, self.loop))
        self._wait_for_a_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        begun: Any = self.cycle  # None before the first request, whatever its type says
        if begun is not None and not begun.response_complete:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        self._wait_for_a_request()
        super().on_response_complete()

    def shutdown(self) -> None:
        self._patience_s = FAREWELL_S
        super().shutdown()
        if self._deadline is not None:
            self._wait_for_a_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_a_request(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(self._patience_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        transport: Any = self.transport
        transport.abort()


class _Together(asyncio.Transport):
    """A connection's way out: what is said in one turn of the loop, an answer's head and body, goes in one packet."""

    def __init__(self, way: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._way = way
        self._loop = loop
        self._held: list[Any] = []

    def write(self, data: Any) -> None:
        if not data:
            return
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)

    def close(self) -> None:
        self._send()
        self._way.close()

    def abort(self) -> None:
        self._held.clear()
        self._way.abort()

    def _send(self) -> None:
        held, self._held = self._held, []
        if held:
            self._way.write(b"".join(held))

    def is_closing(self) -> bool:
        return self._way.is_closing()

    def pause_reading(self) -> None:
        self._way.pause_reading()

    def resume_reading(self) -> None:
        self._way.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._way.get_extra_info(name, default)
