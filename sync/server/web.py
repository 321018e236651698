"""The township over HTTP: enrolment in two calls, one exchange endpoint, a sign of life (design: sync 18)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec
from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from app.errors import Refusal
from app.models.another_try import until_it_stands
from app.models.lines import UNREADABLE
from sync.protocol import speaking
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.enrolment import FinishRequest, RefusedAnswer, StartRequest
from sync.protocol.envelope import MAX_WIRE_BYTES
from sync.protocol.key_changes import PATH as KEYS_PATH
from sync.server import (
    blob_routes,
    comparing,
    enrolling,
    lower_keys,
    offering,
    own_keys,
    rekeying,
    subordinates,
)
from sync.server.applying import Applying
from sync.server.console.door import ROOT as CONSOLE
from sync.server.console.site import console
from sync.server.exchange import Reply, exchange, unable
from sync.server.gate import HANDS, SEATS, Busy, Gate
from sync.server.township import Township

BATCH_TYPE = "application/x-dbn"
JSON_TYPE = "application/json"
MAX_ENROLMENT_BYTES = 16 << 10
MAX_QUESTION_BYTES = 512 << 10
LONG_WAIT_S = 4

Asked = TypeVar("Asked", StartRequest, FinishRequest)

log = logging.getLogger(__name__)


def create_app(
    township: Township,
    gate: Gate | None = None,
    scan_gate: Gate | None = None,
    applying: Applying | None = None,
) -> FastAPI:
    """The web application over an opened township. Bodies are read by hand, under a hard limit.

    ``applying`` folds later what is only received while many rooms come at once.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    door = gate or Gate(seats=SEATS, hands=HANDS)

    @app.get("/healthz")
    async def healthz() -> Response:
        return Response(b'{"code":"ok"}', media_type=JSON_TYPE)

    @app.post("/v1/exchange")
    async def take_batch(request: Request) -> Response:
        work = partial(_exchanged, township, door, applying)
        return await _guarded(door, request, MAX_WIRE_BYTES, work)

    @app.post("/v1/offer")
    async def take_offer(request: Request) -> Response:
        return await _guarded(door, request, MAX_WIRE_BYTES, lambda body: _offered(township, body))

    @app.post("/v1/rekey")
    async def introduce(request: Request) -> Response:
        return await _guarded(door, request, MAX_ENROLMENT_BYTES, lambda body: _introduced(township, body))

    @app.post("/v1/enrol/start")
    async def start_enrolment(request: Request) -> Response:
        return await _guarded(door, request, MAX_ENROLMENT_BYTES, lambda body: _started(township, body))

    @app.post("/v1/enrol/finish")
    async def finish_enrolment(request: Request) -> Response:
        return await _guarded(door, request, MAX_ENROLMENT_BYTES, lambda body: _finished(township, body))

    _add_questions(app, township, door)
    _tell_keys_at(app, township, door)
    blob_routes.add_to(app, township, _guarded, scan_gate)
    app.mount(CONSOLE, console(township))
    return app


def _add_questions(app: FastAPI, township: Township, door: Gate) -> None:
    @app.post("/v1/digest")
    async def compare_records(request: Request) -> Response:
        return await _guarded(door, request, MAX_QUESTION_BYTES, lambda body: _compared(township, body))

    @app.post(speaking.PATH)
    async def speak_for_a_site(request: Request) -> Response:
        return await _guarded(door, request, MAX_ENROLMENT_BYTES, lambda body: _speaking(township, body))


def _tell_keys_at(app: FastAPI, township: Township, door: Gate) -> None:
    """The way from each key this server had to the one it has: public, whoever asks; a server below tells its own."""

    @app.post(KEYS_PATH)
    async def tell_keys(request: Request) -> Response:
        def work(body: bytes) -> Response:
            lower_keys.take_up(township, body)
            return Response(own_keys.told(township), media_type=JSON_TYPE)

        return await _guarded(door, request, MAX_QUESTION_BYTES, work)


async def _guarded(
    door: Gate, request: Request, limit_bytes: int, work: Callable[[bytes], Response]
) -> Response:
    """Read the body through the door and do the work in a thread; our own faults leave as ``failed``.

    Every request may be done twice: what was taken in by the first try is known by its number.
    """
    try:
        async with door.brought(request.stream(), limit_bytes) as body:
            return await door.work(partial(until_it_stands, partial(work, body)))
    except Busy as busy:
        return _refused(busy.code, busy.retry_after_s)
    except EnvelopeRefused as refused:
        return _refused(refused.code)
    except ClientDisconnect:
        return _refused("truncated")  # nobody is there to read it
    except Refusal as refusal:
        log.error("nothing taken in: %s", refusal.code)
        return _refused(_word_of(refusal))
    except Exception as fault:  # noqa: BLE001 - the outermost door; one room's fault must not stop the others
        log.error("request failed: %s", _where(fault))  # no text of the fault: it may quote a villager
        return _refused("failed")


def _where(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(fault).__name__} at {place}"


def _refused(code: str, retry_after_s: int = 1) -> Response:
    known = CODES[code]
    headers = {"Retry-After": str(retry_after_s)} if code == "busy" else {}
    if retry_after_s > LONG_WAIT_S:
        headers["Connection"] = "close"  # a thousand that only wait would need more memory than all else
    said = msgspec.json.encode(RefusedAnswer(code=code, sentence=known.sentence))
    return Response(said, known.status, headers, JSON_TYPE)


def _signed(township: Township, body: bytes, work: Callable[[], Reply]) -> Response:
    """The answer of ``work``; where our own disk or database refuses, that is said, signed like any other answer."""
    try:
        reply = until_it_stands(work)
    except Refusal as refusal:
        log.error("nothing taken in: %s", refusal.code)
        reply = unable(township, body, _word_of(refusal))
    return Response(reply.body, reply.status, media_type=BATCH_TYPE)


def _word_of(refusal: Refusal) -> str:
    return "no-room" if refusal.code == "disk-full" else "failed"


def _exchanged(township: Township, door: Gate, applying: Applying | None, body: bytes) -> Response:
    if applying is not None and (door.is_pressed or applying.is_behind):
        return _signed(township, body, lambda: exchange(township, body, leave=applying.leave))
    return _signed(township, body, lambda: exchange(township, body, with_root=not door.is_pressed))


def _offered(township: Township, body: bytes) -> Response:
    return _signed(township, body, lambda: offering.answer_offer(township, body))


def _introduced(township: Township, body: bytes) -> Response:
    return _signed(township, body, lambda: rekeying.answer_introduction(township, body))


def _speaking(township: Township, body: bytes) -> Response:
    return _signed(township, body, lambda: subordinates.answer_speaker(township, body))


def _compared(township: Township, body: bytes) -> Response:
    return _signed(township, body, lambda: comparing.answer_question(township, body))


def _started(township: Township, body: bytes) -> Response:
    answer = enrolling.start(township, _decoded(body, StartRequest))
    return Response(msgspec.json.encode(answer), media_type=JSON_TYPE)


def _finished(township: Township, body: bytes) -> Response:
    answer = enrolling.finish(township, _decoded(body, FinishRequest))
    word = answer.code if isinstance(answer, RefusedAnswer) else "ok"
    return Response(msgspec.json.encode(answer), CODES[word].status, media_type=JSON_TYPE)


def _decoded(body: bytes, kind: type[Asked]) -> Asked:
    try:
        return msgspec.json.decode(body, type=kind)
    except UNREADABLE:
        raise EnvelopeRefused("bad-request") from None
