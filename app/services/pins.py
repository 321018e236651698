"""PINs: how they are hashed, and what a wrong one costs; they stay on the PC where they were set."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta

from app.clock import Clock
from app.errors import Refusal
from app.ids import new_secret
from app.models import local_store
from app.models.register import Register

MISSES_BEFORE_LOCK = 5
LOCK_S = 60
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def has_pin(register: Register, agent_id: str) -> bool:
    """Whether the agent has set a PIN on this PC."""
    with register.reading() as session:
        return local_store.pin_of(session, agent_id) is not None


def put(register: Register, agent_id: str, pin: str) -> None:
    """Set a PIN; Refusal ``pin-form`` where it is not 4 to 6 digits."""
    _check_form(pin)
    salt = new_secret(16)
    with register.writing() as session:
        local_store.put_pin(session, agent_id, salt.hex(), _digest(pin, salt))
        session.commit()


def prove(register: Register, agent_id: str, pin: str, clock: Clock, *, field: str = "pin") -> None:
    """Nothing where the PIN is right; Refusal ``wrong-pin`` or ``pin-locked`` on ``field``.

    The fifth miss in a row locks for a minute, on this PC; a right PIN forgets the misses.
    """
    with register.writing() as session:
        kept = local_store.pin_of(session, agent_id)
        if kept is None:
            raise Refusal("这位代办员还没有在本机设置口令。请先设置。", field=field, code="no-pin")
        now = clock.now()
        # A lock that lies further ahead than it ever could comes from a clock that was put back.
        if kept.locked_until is not None and now < kept.locked_until <= now + timedelta(seconds=LOCK_S):
            wait_s = int((kept.locked_until - now).total_seconds()) + 1
            raise Refusal(
                f"口令连续输错 {MISSES_BEFORE_LOCK} 次，为安全暂时锁定。请 {wait_s} 秒后再试，数据没有影响。",
                field=field,
                code="pin-locked",
            )
        right = hmac.compare_digest(kept.digest, _digest(pin, bytes.fromhex(kept.salt)))
        kept.missed = 0 if right else kept.missed + 1
        kept.locked_until = None
        left = MISSES_BEFORE_LOCK - kept.missed
        if left <= 0:
            kept.missed, kept.locked_until = 0, now + timedelta(seconds=LOCK_S)
        session.commit()
    if not right:
        raise _wrong(left, field)


def _wrong(left: int, field: str) -> Refusal:
    if left <= 0:
        return Refusal(
            f"口令不对，已连续输错 {MISSES_BEFORE_LOCK} 次，锁定 1 分钟。请稍后再试。",
            field=field,
            code="pin-locked",
        )
    return Refusal(f"口令不对，请再输一次。再错 {left} 次会锁定 1 分钟。", field=field, code="wrong-pin")


def _check_form(pin: str) -> None:
    if not re.fullmatch(r"[0-9]{4,6}", pin):
        raise Refusal("口令是 4 到 6 位数字。请重新输入。", field="pin", code="pin-form")


def _digest(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()
