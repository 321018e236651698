"""Enrolling a room's PC at its township with the code from the paper (design: sync 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import msgspec

from app import keystore
from app.clock import Clock, SystemClock
from app.errors import Refusal
from app.models import outbox
from app.models.lines import UNREADABLE
from app.models.register import Register
from app.models.tables import SyncState
from sync.client.repairing import become_another, vouched_for
from sync.client.transport import JSON_TYPE, Carrier, HttpCarrier, NoAnswer, checked_url
from sync.protocol import enrolment
from sync.protocol.codes import CODES, refusal_for
from sync.protocol.enrolment import (
    FinishAnswer,
    FinishRequest,
    PaperCode,
    RefusedAnswer,
    StartAnswer,
    StartRequest,
)

ANOTHER_KEY = "another-key"
Expected = TypeVar("Expected", StartAnswer, FinishAnswer)


def enrol(
    register: Register,
    url: str,
    typed_code: str,
    carrier: Carrier | None = None,
    clock: Clock | None = None,
) -> str:
    """Prove the code, trust what the township proves, remember it; returns the township's name.

    Where the township knows this PC by a later key that is not here (a copy changed it), the code stands for what
    the old key cannot prove any more: this PC becomes another, and the next pass says again what is only here.
    Raises Refusal: code-form, url-form, plain-http, no-answer, not-the-township, and the words of enrolment.
    Safe to repeat with the same code after a line that broke.
    """
    code = enrolment.read_code(typed_code)
    if carrier is not None:
        return _enrol_over(register, url, code, carrier, clock or SystemClock())
    with HttpCarrier(url, None) as opened:
        return _enrol_over(register, url, code, opened, clock or SystemClock())


def _enrol_over(register: Register, url: str, code: PaperCode, carrier: Carrier, clock: Clock) -> str:
    try:
        server, granted = prove(register, code, carrier)
    except Refusal as refusal:
        if refusal.code != ANOTHER_KEY:
            raise
        become_another(register, clock)
        server, granted = prove(register, code, carrier)
    _remember(register, url, carrier.certificate_pin, server, granted)
    vouched_for(register)
    return granted.township_name


def prove(register: Register, code: PaperCode, carrier: Carrier) -> tuple[StartAnswer, FinishAnswer]:
    """Both calls: what the other side is, after each has proved to the other that it knows the code."""
    identity = register.identity
    asked = StartRequest(
        find=code.find,
        replica_id=identity.replica_id,
        site_code=identity.site_code,
        pc_code=identity.pc_code,
        signing_public=identity.signing_public.hex(),
        receiving_public=identity.receiving_public.hex(),
    )
    server = _ask(carrier, "/v1/enrol/start", msgspec.json.encode(asked), StartAnswer)
    said = enrolment.transcript(asked, server, carrier.certificate_pin)
    key = enrolment.stretch(code.secret, _salt(server))
    proof = FinishRequest(start=asked, proof=enrolment.room_proof(key, said))

    def believes(refused: RefusedAnswer) -> bool:
        return enrolment.proof_holds(enrolment.refusal_proof(key, said, refused.code), refused.proof)

    granted = _ask(carrier, "/v1/enrol/finish", msgspec.json.encode(proof), FinishAnswer, believes)
    expected = enrolment.server_proof(key, said, enrolment.granted_part(granted))
    if not enrolment.proof_holds(expected, granted.proof):
        raise _not_the_township()
    return server, granted


def _salt(server: StartAnswer) -> bytes:
    try:
        return bytes.fromhex(server.salt)
    except ValueError:
        raise _not_the_township() from None


def _remember(register: Register, url: str, pin: bytes, server: StartAnswer, granted: FinishAnswer) -> None:
    with register.writing() as session:
        known = outbox.township_of(session)
        if known is None:
            known = SyncState(epoch=granted.epoch, server_replica_id=server.server_id)
        elif known.server_replica_id != server.server_id:
            raise Refusal(
                "本机已在另一个乡镇服务器登记过，没有改动。要换服务器，请联系乡镇管理员。",
                code="enrolled-elsewhere",
            )
        known.url, known.name = checked_url(url), granted.township_name
        known.certificate_pin = pin.hex()
        known.server_public_key = server.signing_public
        known.server_receiving_key = server.receiving_public
        outbox.keep_township(session, known)
        session.commit()
    if granted.pc_code != register.identity.pc_code:
        identity = keystore.change_pc_code(register.home, granted.pc_code)
        register.keys = replace(register.keys, identity=identity)


def _ask(
    carrier: Carrier,
    path: str,
    body: bytes,
    kind: type[Expected],
    believes: Callable[[RefusedAnswer], bool] = lambda _refused: False,
) -> Expected:
    """The answer; a refusal is only told, but the one that makes us another PC must be believed, too."""
    try:
        answer = carrier.post(path, body, JSON_TYPE)
    except NoAnswer as fault:
        raise Refusal(
            "连不上乡镇服务器，登记没有完成；本机数据不受影响。请检查网络和地址后再试。", code="no-answer"
        ) from fault
    try:
        if answer.status == CODES["ok"].status:
            return msgspec.json.decode(answer.body, type=kind)
        refused = msgspec.json.decode(answer.body, type=RefusedAnswer)
    except UNREADABLE:
        raise _not_the_township() from None
    if refused.code == ANOTHER_KEY and not believes(refused):
        raise _not_the_township()
    raise refusal_for(refused.code)


def _not_the_township() -> Refusal:
    return Refusal(
        "对方的回答不像乡镇服务器（可能是上网登录页面），登记没有完成。请先确认能上网、地址没错，再试。",
        code="not-the-township",
    )
