"""The only module that speaks HTTP: bytes there, bytes back, or the reason why not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from math import inf
from selectors import EVENT_READ, DefaultSelector
from socket import socket
from types import TracebackType
from typing import Any, Protocol, Self, runtime_checkable
from urllib.parse import urlsplit

from app.errors import Refusal
from sync.client.pinning import PinnedContext, WrongCertificate
from sync.protocol.enrolment import PLAIN_HTTP_PIN

CONNECT_TIMEOUT_S = 10.0
BASE_TIMEOUT_S = 10.0
SLOWEST_BYTES_PER_S = 2_000
MAX_ANSWER_BYTES = 8 << 20
PIECE_BYTES = 64 << 10
BATCH_TYPE = "application/x-dbn"
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back: status, body, and the seconds of a Retry-After header (0 where there is none)."""

    status: int
    body: bytes
    retry_after_s: float = 0.0


class NoAnswer(Exception):
    """Nothing usable came back; ``reason`` is an English word for the log, never shown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Carrier(Protocol):
    """What carries a request to the township."""

    @property
    def certificate_pin(self) -> bytes:
        """SHA-256 of the public key the township showed; 32 zero bytes over plain HTTP."""

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        """One request, given up after ``at_most_s``; raises NoAnswer, or Refusal ``wrong-certificate``."""


@runtime_checkable
class AskingAhead(Protocol):
    """A carrier that can say a request before its answer is waited for."""

    def ask_ahead(self, path: str, body: bytes) -> None:
        """Send what the next ``post`` of the same bytes will read the answer of; never raises."""


class _InOneGo(HTTPConnection):
    """Says a request's head and body in one packet: in two, the other side is woken twice."""

    _held: list[bytes] | None = None

    def say(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        self._held = []
        self.request(method, path, body, headers)
        whole, self._held = b"".join(self._held), None
        self.send(whole)

    def send(self, data: Any) -> None:
        if self._held is None:
            super().send(data)
        else:
            self._held.append(data)


class _InOneGoOverTls(_InOneGo, HTTPSConnection):
    """The same over TLS."""


class HttpCarrier:
    """A connection to one township, kept open between requests; use as a context manager."""

    def __init__(self, url: str, pin: bytes | None) -> None:
        """``pin`` None only while enrolling. Raises Refusal ``url-form``, ``plain-http``."""
        self._url = urlsplit(checked_url(url))
        self._context = PinnedContext(pin) if self._url.scheme == "https" else None
        self._open: _InOneGo | None = None
        self._ahead: tuple[str, bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def certificate_pin(self) -> bytes:
        return (self._context.seen if self._context else None) or PLAIN_HTTP_PIN

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        patience_s = _patience_s(body, at_most_s)
        if self._ahead == (path, body) and self._open is not None:
            return self._answered(self._open, patience_s)
        return self.send("POST", path, body, {"Content-Type": content_type}, patience_s)

    def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], at_most_s: float
    ) -> HttpAnswer:
        """One request of any method, given up where nothing moves for ``at_most_s``; raises as ``post`` does."""
        with self._taking_faults():
            connection = self._ask(method, path, body, headers, at_most_s)
        return self._answered(connection, at_most_s)

    def ask_ahead(self, path: str, body: bytes) -> None:
        """Say already what the next ``post`` will say, so that its answer is made and comes meanwhile.

        Whatever goes wrong is seen by that ``post``, which asks anew; so it does where it has something else to say.
        """
        with suppress(NoAnswer, Refusal), self._taking_faults():
            self._ask("POST", path, body, {"Content-Type": BATCH_TYPE}, _patience_s(body, inf))
            self._ahead = (path, body)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], at_most_s: float
    ) -> _InOneGo:
        connection = self._connected(at_most_s)
        connection.sock.settimeout(at_most_s)
        connection.say(method, path, body, headers)
        return connection

    def _answered(self, connection: HTTPConnection, at_most_s: float) -> HttpAnswer:
        self._ahead = None
        with self._taking_faults():
            if connection.sock is not None:
                connection.sock.settimeout(at_most_s)
            with connection.getresponse() as response:
                return HttpAnswer(
                    response.status, _bounded(response), _seconds(response.getheader("Retry-After"))
                )

    def _connected(self, at_most_s: float) -> _InOneGo:
        """The kept connection where it still stands and waits for nothing, or a new one."""
        kept = self._open
        is_free = kept is not None and kept.sock is not None and self._ahead is None
        if kept is not None and is_free and not _has_something_to_say(kept.sock):
            return kept
        self._close()
        host, port = self._url.hostname or "", self._url.port
        timeout_s = min(CONNECT_TIMEOUT_S, at_most_s)
        made = (
            _InOneGoOverTls(host, port, timeout=timeout_s, context=self._context)
            if self._context
            else _InOneGo(host, port, timeout=timeout_s)
        )
        made.connect()
        self._open = made
        return made

    def _close(self) -> None:
        self._ahead = None
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def _taking_faults(self) -> Iterator[None]:
        """What goes wrong on a line leaves as NoAnswer, and the line is not used again."""
        try:
            yield
        except NoAnswer:
            self._close()
            raise
        except WrongCertificate as fault:
            self._close()
            raise Refusal(
                "对方不是登记时的乡镇服务器，没有发出任何数据。请检查网络，或向乡镇要新的登记码重新登记。",
                code="wrong-certificate",
            ) from fault
        except (OSError, HTTPException, UnicodeError) as fault:
            self._close()
            raise NoAnswer(type(fault).__name__) from fault


def _patience_s(body: bytes, at_most_s: float) -> float:
    return min(BASE_TIMEOUT_S + len(body) / SLOWEST_BYTES_PER_S, at_most_s)


def _has_something_to_say(line: socket) -> bool:
    """A line on which nothing was asked and something comes has been closed from the other side."""
    with DefaultSelector() as looking:
        looking.register(line, EVENT_READ)
        return bool(looking.select(0))


def checked_url(url: str) -> str:
    """The address without a last slash; raises Refusal ``url-form``, or ``plain-http`` beyond this machine."""
    cleaned = url.strip().rstrip("/")
    try:
        parsed = urlsplit(cleaned)
        port_is_one = parsed.port is None or parsed.port > 0
        (parsed.hostname or "").encode("idna")
    except ValueError:
        raise _bad_address() from None
    is_plain = cleaned.isprintable() and " " not in cleaned
    has_more = parsed.path or parsed.query or parsed.fragment or parsed.username is not None
    if (
        parsed.scheme not in ("http", "https")
        or not parsed.hostname
        or has_more
        or not (port_is_one and is_plain)
    ):
        raise _bad_address()
    if parsed.scheme == "http" and not _is_loopback(parsed.hostname):
        raise Refusal("乡镇服务器的地址要以 https:// 开头，请核对。", field="url", code="plain-http")
    return (
        parsed.scheme + cleaned[len(parsed.scheme) :]
    )  # in small letters: it decides whether the line is TLS


def _bad_address() -> Refusal:
    return Refusal(
        "乡镇服务器的地址不对，应像 https://192.168.1.10:8443 这样，请核对。", field="url", code="url-form"
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bounded(response: HTTPResponse) -> bytes:
    """The body; raises NoAnswer for one that is too long, cut off, or slower than the slowest line we serve."""
    begun_s = time.monotonic()
    parts, size = [], 0
    while part := response.read1(PIECE_BYTES):
        size += len(part)
        allowed_s = BASE_TIMEOUT_S + size / SLOWEST_BYTES_PER_S
        if size > MAX_ANSWER_BYTES or time.monotonic() - begun_s > allowed_s:
            raise NoAnswer("answer too large or too slow")
        parts.append(part)
    if response.length:
        raise NoAnswer("answer cut off")
    return b"".join(parts)


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdigit() else 0.0
