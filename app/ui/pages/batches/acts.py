"""What may be done with a batch and the people on it: fields, and the service that does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.batches import BatchPersonRow, BatchRow, PersonStatus
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.models.register import Register
    from app.services.desk import Desk

EVERYBODY = "*"
PAGE_ROWS = 1000


def opening(items: Mapping[str, str], groups: tuple[str, ...]) -> Act:
    """开一批: an item, a name, and who stands on the list to begin with."""

    def work(desk: Desk, said: Mapping[str, object]) -> BatchRow:
        from app.services import batches

        wanted = _text(said, "group")
        people = _people_of(desk.register, wanted) if wanted else ()
        return batches.open_batch(
            desk, _text(said, "item"), _text(said, "title"), people, _text(said, "note")
        )

    say = QCoreApplication.translate
    named = {EVERYBODY: say("BatchActs", "全村")} | {group: group for group in groups}
    return Act(
        say("BatchActs", "开一批集中办理"),
        (
            AskField("item", say("BatchActs", "办哪个事项"), "choice", required=True, choices=items),
            AskField("title", say("BatchActs", "这一批叫什么，如：2027 年医保缴费"), required=True),
            AskField("group", say("BatchActs", "先列入谁（不选就来一个加一个）"), "choice", choices=named),
            AskField("note", say("BatchActs", "备注")),
        ),
        work,
        lambda _row: say("BatchActs", "已开好，可以逐个扫身份证受理。"),
        confirm=say("BatchActs", "开批"),
    )


def again(batch: BatchRow) -> Act:
    """Last year's list once more; who has died since is left out."""

    def work(desk: Desk, said: Mapping[str, object]) -> BatchRow:
        from app.services import batches

        return batches.open_again(desk, batch.batch_id, _text(said, "title"), _text(said, "note"))

    say = QCoreApplication.translate
    return Act(
        say("BatchActs", "按这份名单再开一批"),
        (
            AskField("title", say("BatchActs", "新的一批叫什么"), required=True),
            AskField("note", say("BatchActs", "备注")),
        ),
        work,
        lambda _row: say("BatchActs", "已按原名单开好，去世的人没有列入。"),
        lines=(batch.title,),
    )


def marking(person: BatchPersonRow, status: PersonStatus, words: str) -> Act:
    """外出, 死亡, 不办 or back to 未办, with a word why."""

    def work(desk: Desk, said: Mapping[str, object]) -> None:
        from app.services import batches

        batches.mark(desk, person.person_id, status, _text(said, "note"))

    say = QCoreApplication.translate
    return Act(
        say("BatchActs", "{0}：标为“{1}”").format(person.name, words),
        (AskField("note", say("BatchActs", "备注，如：在广东务工，春节回来")),),
        work,
        lambda _none: "",
    )


def closing(batch: BatchRow) -> Act:
    """The batch is over; who is left waits for the next one."""

    def work(desk: Desk, _said: Mapping[str, object]) -> BatchRow:
        from app.services import batches

        return batches.close(desk, batch.batch_id)

    say = QCoreApplication.translate
    left = say("BatchActs", "还有 {0} 人未办，会留在名单上，下一批可以接着用。").format(batch.left)
    return Act(
        say("BatchActs", "结束“{0}”").format(batch.title),
        (),
        work,
        lambda _row: say("BatchActs", "这一批已结束。"),
        confirm=say("BatchActs", "结束"),
        lines=(left,),
    )


def _people_of(register: Register, group: str) -> tuple[str, ...]:
    """The ids of everybody, or of one villagers' group."""
    from app.services import villagers

    found: list[str] = []
    offset = 0
    while True:
        read = villagers.page(register, limit=PAGE_ROWS, offset=offset)
        living = (row for row in read.rows if row.deceased_on is None)
        found += [row.villager_id for row in living if group in (EVERYBODY, row.group)]
        offset += PAGE_ROWS
        if offset >= read.total:
            return tuple(found)


def _text(said: Mapping[str, object], name: str) -> str:
    return str(said.get(name) or "")
