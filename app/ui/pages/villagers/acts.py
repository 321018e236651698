"""What may be done with a person's record: what stands beside the name, the household, joining two of one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.joinings import AlikePair, JoiningRow
from app.domain.rows import VillagerRow
from app.domain.villager_facts import TAGS, HouseholdRow
from app.errors import Refusal
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.models.register import Register
    from app.services.desk import Desk


def more(row: VillagerRow) -> Act:
    """Tags, other names, address, liaison, how to be reached, a day of death."""

    def work(desk: Desk, said: Mapping[str, object]) -> VillagerRow:
        from app.services import villagers

        died = _text(said, "deceased_on")
        return villagers.save(
            desk,
            villagers.VillagerDraft(
                name=row.name,
                id_number=row.id_number,
                phone=row.phone,
                group=row.group,
                id_missing_reason=_text(said, "id_missing_reason"),
                villager_id=row.villager_id,
                other_names=_words(_text(said, "other_names")),
                tags=(*_ticked(said, "tags"), *_words(_text(said, "own_tags"))),
                liaison=_text(said, "liaison"),
                address=_text(said, "address"),
                reach_by=_text(said, "reach_by"),
                deceased_on=date.fromisoformat(died) if died else villagers.ALIVE,
            ),
        )

    say = QCoreApplication.translate
    done = say("VillagerActs", "已保存")
    return Act(say("VillagerActs", "更多资料"), _more_fields(row), work, lambda _row: done)


def _more_fields(row: VillagerRow) -> tuple[AskField, ...]:
    say, comma = QCoreApplication.translate, "、"
    own_tags = comma.join(tag for tag in row.tags if tag not in TAGS)
    died = row.deceased_on.isoformat() if row.deceased_on else ""
    fields = [
        AskField("other_names", say("VillagerActs", "小名、曾用名"), value=comma.join(row.other_names)),
        AskField("address", say("VillagerActs", "住址"), value=row.address),
        AskField("reach_by", say("VillagerActs", "没电话时怎样找到"), value=row.reach_by),
        AskField("liaison", say("VillagerActs", "联络员"), value=row.liaison),
        AskField("own_tags", say("VillagerActs", "自定的标签"), value=own_tags),
        AskField("deceased_on", say("VillagerActs", "去世日期"), "date", value=died),
    ]
    if not row.id_number:
        reason = say("VillagerActs", "没有证件号的原因")
        fields.append(AskField("id_missing_reason", reason, required=True))
    tags, had = {tag: tag for tag in TAGS}, comma.join(row.tags)
    fields.append(AskField("tags", say("VillagerActs", "标签"), "ticks", choices=tags, value=had))
    return tuple(fields)


def household(row: VillagerRow, there: HouseholdRow | None) -> Act:
    """户: its head, its members, its booklet; a person is in one household at a time."""
    say = QCoreApplication.translate
    members = dict(there.members) if there is not None else {row.villager_id: row.name}

    def work(desk: Desk, said: Mapping[str, object]) -> HouseholdRow:
        from app.services import households

        ids = _ticked(said, "members")
        added = [_named(desk.register, name, row.group) for name in _words(_text(said, "added"))]
        draft = households.HouseholdDraft(
            head_id=_text(said, "head_id"),
            members=(*ids, *added),
            group=there.group if there is not None else row.group,
            booklet_no=_text(said, "booklet_no"),
            address=_text(said, "address"),
            household_id=there.household_id if there is not None else "",
        )
        return households.save(desk, draft)

    head = there.head_id if there is not None else row.villager_id
    names = "、".join(members)
    fields = (
        AskField("head_id", say("VillagerActs", "户主"), "choice", True, members, head),
        AskField("booklet_no", say("VillagerActs", "户口簿号"), value=there.booklet_no if there else ""),
        AskField("address", say("VillagerActs", "住址"), value=there.address if there else row.address),
        AskField("added", say("VillagerActs", "加入这一户（姓名，用顿号隔开）")),
        AskField("members", say("VillagerActs", "这一户的人"), "ticks", choices=members, value=names),
    )
    done = say("VillagerActs", "户已保存")
    return Act(say("VillagerActs", "户"), fields, work, lambda _row: done)


def join(pair: AlikePair) -> Act:
    """Two records of one person become one, with the reason; it can be taken back."""
    say = QCoreApplication.translate

    def work(desk: Desk, said: Mapping[str, object]) -> str:
        from app.services import joining

        keep = _text(said, "keep")
        ids = (pair.first.villager_id, pair.second.villager_id)
        return joining.join(desk, keep, ids[0] if keep == ids[1] else ids[1], _text(said, "reason"))

    choices = {one.villager_id: " · ".join(_told(one)) for one in (pair.first, pair.second)}
    fields = (
        AskField(
            "keep", say("VillagerActs", "以哪一条为准"), "choice", True, choices, pair.first.villager_id
        ),
        AskField("reason", say("VillagerActs", "凭什么认定是同一个人"), required=True),
    )
    done = say("VillagerActs", "已合并：两条记录的办件都列在一起，不对可以分开。")
    title = say("VillagerActs", "合并为同一个人")
    return Act(title, fields, work, lambda _id: done, confirm=say("VillagerActs", "合并"))


def undo(row: JoiningRow) -> Act:
    """Part two joined records again."""
    say = QCoreApplication.translate

    def work(desk: Desk, said: Mapping[str, object]) -> None:
        from app.services import joining

        joining.undo(desk, row.joining_id, _text(said, "reason"))

    field = AskField("reason", say("VillagerActs", "为什么分开"), required=True)
    title = say("VillagerActs", "把“{0}”和“{1}”分开").format(row.kept_name, row.other_name)
    done = say("VillagerActs", "已分开")
    return Act(title, (field,), work, lambda _none: done, confirm=say("VillagerActs", "分开"))


def _told(row: VillagerRow) -> list[str]:
    number = row.id_number[-4:] or QCoreApplication.translate("VillagerActs", "无证件号")
    return [part for part in (row.name, row.group, number, row.phone) if part]


def _named(register: Register, name: str, group: str) -> str:
    """The one person of this name, in the same group where several have it."""
    from app.services import villagers

    found = [row for row in villagers.find(register, name, 50) if row.name == name]
    near = [row for row in found if row.group == group] or found
    if len(near) != 1:
        say = QCoreApplication.translate
        none = say("VillagerActs", "群众名单里没有“{0}”，没有保存。请先登记这个人。")
        several = say("VillagerActs", "叫“{0}”的不止一人，没有保存。请先合并，或改用身份证上的姓名。")
        raise Refusal((several if near else none).format(name), field="added", code="who-is-meant")
    return near[0].villager_id


def _words(typed: str) -> tuple[str, ...]:
    parts = typed
    for mark in ("，", "；", ";", ",", " "):
        parts = parts.replace(mark, "、")
    return tuple(word for word in parts.split("、") if word)


def _ticked(said: Mapping[str, object], name: str) -> list[str]:
    ticked = said.get(name)
    return [str(one) for one in ticked] if isinstance(ticked, list) else []


def _text(said: Mapping[str, object], name: str) -> str:
    return str(said.get(name) or "")
