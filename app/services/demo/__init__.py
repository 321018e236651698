"""A practice room: an invented village with weeks of invented cases, made through the real services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.clock import Clock
from app.errors import Refusal
from app.models.register import Register
from app.services import rooms
from app.services.demo.weeks import live_through

PASSPHRASE = "daiban-demo"
"""Opens a practice room where no credential store is; nobody real is in it, so it need not be secret."""

PLAN = rooms.RoomPlan(
    room_code="620902198201",
    room_name="柳泉镇青石村便民服务站",
    agent="王芳",
    sample_catalogue=True,
    hotline="0937-2600100",
    opening_hours="周一至周五 8:30–12:00 14:30–18:00",
    demo=True,
)

Progress = Callable[[int, int], None]


def fill_demo_room(
    home: Path, clock: Clock, *, passphrase: str | None = None, progress: Progress | None = None
) -> Register:
    """The practice room in ``home``, opened; made and lived through up to now where there is none yet.

    ``progress`` hears how many steps of how many are done. Refusals as ``rooms.set_up``, and
    ``not-a-demo-room`` where ``home`` holds a real room.
    """
    word = passphrase or PASSPHRASE
    if rooms.exists(home):
        return _opened(home, word, clock)
    register = rooms.set_up(home, PLAN, clock, passphrase=word)
    try:
        live_through(register, clock.now(), progress)
    except BaseException:
        register.close()
        raise
    return register


def _opened(home: Path, passphrase: str, clock: Clock) -> Register:
    register = rooms.open_room(home, passphrase=passphrase)
    if not rooms.room(register, clock).demo:
        register.close()
        raise Refusal("这个文件夹里是正式的登记簿，没有改动它。演示请换一个文件夹。", code="not-a-demo-room")
    return register
