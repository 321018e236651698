"""What is written down about an agent: the file, leaving, a forgotten PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.services.agent_files import AgentFile
    from app.services.desk import Desk

Said = Mapping[str, object]


def _words(words: str) -> str:
    return QCoreApplication.translate("AgentActs", words)


def _text(said: Said, name: str) -> str:
    return str(said.get(name, ""))


def _day(said: Said, name: str) -> date | None:
    return date.fromisoformat(str(said[name])) if said.get(name) else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def put_right(row: AgentFile, others: Sequence[AgentFile]) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import agent_files

        agent_files.change(
            desk,
            replace(
                row,
                name=_text(said, "name"),
                post=_text(said, "post"),
                phone=_text(said, "phone"),
                source=_text(said, "source"),
                specialities=_text(said, "specialities"),
                backup=_text(said, "backup"),
                party_member=bool(said.get("party_member")),
                term_from_on=_day(said, "term_from_on"),
                term_to_on=_day(said, "term_to_on"),
                trained_on=_day(said, "trained_on"),
            ),
        )

    backups = {one.agent_id: one.name for one in others if one.active and one.agent_id != row.agent_id}
    fields = (
        AskField("name", _words("姓名"), required=True, value=row.name),
        AskField("post", _words("职务"), value=row.post),
        AskField("phone", _words("电话"), value=row.phone),
        AskField("source", _words("人员来源（村干部、网格员、驻村……）"), value=row.source),
        AskField("specialities", _words("特长"), value=row.specialities),
        AskField("backup", _words("B岗（不在时谁接着办）"), "choice", choices=backups, value=row.backup),
        AskField("term_from_on", _words("聘期从"), "date", value=_iso(row.term_from_on)),
        AskField("term_to_on", _words("聘期到（一年一聘）"), "date", value=_iso(row.term_to_on)),
        AskField("trained_on", _words("培训考试合格"), "date", value=_iso(row.trained_on)),
    )
    party = AskField("party_member", _words("党员"), "bool", value="1" if row.party_member else "")
    return Act(
        _words("{0} 的资料").format(row.name), (*fields, party), work, lambda _none: _words("已保存。")
    )


def leave(row: AgentFile) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import agent_files

        agent_files.leave(desk, row.agent_id, str(said.get("reason", "")))

    fields = (AskField("reason", _words("离任的原因"), required=True),)
    lines = (
        _words("离任前请先打印离任移交清册、把在办的件派给别人。离任后不能再登录，办过的件仍记他的名字。"),
    )
    return Act(
        _words("{0} 离任").format(row.name), fields, work, lambda _none: _words("已办离任。"), lines=lines
    )


def reset_pin(row: AgentFile) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import agent_files

        agent_files.reset_pin(desk, row.agent_id, str(said.get("reason", "")))

    fields = (AskField("reason", _words("重设的原因"), required=True),)
    lines = (_words("只有服务室负责人或日常管理人能办；原因会记在登记簿里。下次登录时由本人设新口令。"),)
    done = _words("已取消旧口令，{0} 下次登录时自己设新的。").format(row.name)
    return Act(_words("重设 {0} 的口令").format(row.name), fields, work, lambda _none: done, lines=lines)
