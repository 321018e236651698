"""A clock that jumps backwards: noticed by the register's own last line, said in a sentence, marked on the case."""

from __future__ import annotations

from datetime import timedelta

from app.clock import CHINA
from app.domain.clock_words import jumped
from app.models.queries import Session
from app.models.queries.last_lines import last_written_at
from app.services.desk import SUSPECT_OFFSET_MS, Desk, clock_offset_ms

TOLERANCE = timedelta(minutes=1)
"""A clock that is put right over the network steps back by moments."""


def suspicion(session: Session, desk: Desk) -> str:
    """Why the time of this PC is not to be believed now, as a sentence; "" where it is."""
    now = desk.clock.now()
    last = last_written_at(session, desk.register.site_code)
    if last is not None and now < last - TOLERANCE:
        return (
            f"电脑现在的时间（{now.astimezone(CHINA):%Y-%m-%d %H:%M}）比登记簿里最后一笔"
            f"（{last.astimezone(CHINA):%Y-%m-%d %H:%M}）还早，可能被调慢了。可以照常受理，这一件会注明时间存疑；"
            "请核对电脑的日期和时间。"
        )
    jump = jumped(desk.clock)
    if jump:
        return f"电脑的时间在使用中{jump}。可以照常受理，这一件会注明时间存疑；请核对电脑的日期和时间。"
    if abs(clock_offset_ms(session)) > SUSPECT_OFFSET_MS:
        return "上次联系乡镇时，本机时间与乡镇相差较大。可以照常受理，这一件会注明时间存疑；请核对电脑的日期和时间。"
    return ""
