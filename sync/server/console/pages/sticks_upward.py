"""U盘, at a township alone: what goes to its district is written into files that the clerk saves onto a stick."""

from __future__ import annotations

from sync.server.console import stick_desk
from sync.server.console.pages import sticks
from sync.server.console.visits import Act, Done, Page, Visit


def write(visit: Visit) -> Done:
    written = stick_desk.write_up(visit.township, sticks.holder(visit))
    return Done(
        f"已写好：要上报的 {written.lines} 条、附件 {written.scans} 份。请把下面的文件存到U盘上。",
        sticks.PATH,
    )


PAGES: tuple[Page, ...] = ()
ACTS = (Act(f"{sticks.PATH}/upward", write, sticks.show, "写到区县的U盘"),)
