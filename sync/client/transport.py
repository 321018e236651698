"""The only module that speaks HTTP: bytes there, bytes back, or the reason why not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import ip_address
from math import inf
from types import TracebackType
from typing import Protocol, Self

import httpx

from app.errors import Refusal
from sync.client.pinning import PinnedContext, WrongCertificate
from sync.protocol.enrolment import PLAIN_HTTP_PIN

CONNECT_TIMEOUT_S = 10.0
BASE_TIMEOUT_S = 10.0
SLOWEST_BYTES_PER_S = 2_000
MAX_ANSWER_BYTES = 8 << 20
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


class HttpCarrier:
    """A connection to one township, kept open between requests; use as a context manager."""

    def __init__(self, url: str, pin: bytes | None) -> None:
        """``pin`` None only while enrolling. Raises Refusal ``url-form``, ``plain-http``."""
        self._url = checked_url(url)
        self._context = PinnedContext(pin) if self._url.startswith("https:") else None
        self._http = httpx.Client(
            verify=self._context or False, trust_env=False, follow_redirects=False, http2=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    @property
    def certificate_pin(self) -> bytes:
        return (self._context.seen if self._context else None) or PLAIN_HTTP_PIN

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        patience_s = min(BASE_TIMEOUT_S + len(body) / SLOWEST_BYTES_PER_S, at_most_s)
        return self.send("POST", path, body, {"Content-Type": content_type}, patience_s)

    def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], at_most_s: float
    ) -> HttpAnswer:
        """One request of any method, given up where nothing moves for ``at_most_s``; raises as ``post`` does."""
        timeout = httpx.Timeout(at_most_s, connect=min(CONNECT_TIMEOUT_S, at_most_s))
        try:
            with self._http.stream(
                method, self._url + path, content=body, headers=headers, timeout=timeout
            ) as response:
                return HttpAnswer(
                    response.status_code,
                    _bounded(response),
                    _seconds(response.headers.get("Retry-After")),
                )
        except httpx.HTTPError as fault:
            if _is_wrong_certificate(fault):
                raise Refusal(
                    "对方不是登记时的乡镇服务器，没有发出任何数据。请检查网络，或向乡镇要新的登记码重新登记。",
                    code="wrong-certificate",
                ) from fault
            raise NoAnswer(type(fault).__name__) from fault


def checked_url(url: str) -> str:
    """The address without a last slash; raises Refusal ``url-form``, or ``plain-http`` beyond this machine."""
    cleaned = url.strip().rstrip("/")
    try:
        parsed = httpx.URL(cleaned)
    except httpx.InvalidURL:
        raise _bad_address() from None
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.path not in ("", "/"):
        raise _bad_address()
    if parsed.scheme == "http" and not _is_loopback(parsed.host):
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


def _bounded(response: httpx.Response) -> bytes:
    """The body; raises NoAnswer for one that is too long, or slower than the slowest line we serve."""
    begun_s = time.monotonic()
    parts, size = [], 0
    for part in response.iter_raw():
        size += len(part)
        allowed_s = BASE_TIMEOUT_S + size / SLOWEST_BYTES_PER_S
        if size > MAX_ANSWER_BYTES or time.monotonic() - begun_s > allowed_s:
            raise NoAnswer("answer too large or too slow")
        parts.append(part)
    return b"".join(parts)


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdigit() else 0.0


def _is_wrong_certificate(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, WrongCertificate):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
