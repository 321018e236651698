"""A whole day at the counter, shown for real: a room, a township server in its own process, and all between them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.clock import CHINA, Clock
from app.domain.cases import KIND_WORDS, STATE_WORDS
from app.domain.periods import KIND_WORDS as REPORT_WORDS
from app.domain.periods import PeriodKind, ReportPeriod, parse
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseAccepted, CaseFilter
from app.errors import Defect, Refusal
from app.models.register import Register
from app.services import (
    agents,
    backups,
    cases,
    demo,
    items,
    papers,
    reports,
    rooms,
    search,
    synchronising,
    today,
)
from app.services.demo import matters
from app.services.demo.matters import Counter
from app.services.demo.people import Person, people
from app.services.demo.weeks import usual_form
from app.services.demo_township import TownshipProcess
from app.services.desk import Desk

Report = Callable[[int, int, str], None]

MARK = ".daiban-demo-day"
"""Lies in a folder that a demonstration made, so that the next one may empty it."""
PAPER_NAMES = ("receipt", "card", "slip")
TODAYS = (
    ("immediate", "YB02", 0, 3),
    ("promised", "GY04", 0, 8),
    ("supplement", "CL01", 2, 13),
    ("escalated", "MZ05", 0, 10),
)
"""The day's villagers: name of the story, item, papers not brought along, which of the invented people."""
REFERENCE = "柳民演示1号"


@dataclass(slots=True)
class _Day:
    """What the scenes of the day share."""

    out: Path
    clock: Clock
    passphrase: str
    town: TownshipProcess
    told: list[str] = field(default_factory=list)
    accepted: dict[str, CaseAccepted] = field(default_factory=dict)
    desk_or_none: Desk | None = None

    @property
    def desk(self) -> Desk:
        if self.desk_or_none is None:
            raise Defect("the room is opened by the first scene")
        return self.desk_or_none

    @property
    def register(self) -> Register:
        return self.desk.register

    @property
    def counter(self) -> Counter:
        return Counter(self.desk, self.out / "papers")

    def tell(self, words: str) -> None:
        self.told.append(words)

    def case_no(self, story: str) -> str:
        return self.accepted[story].case_no


def run(out: Path, clock: Clock, report: Report) -> None:
    """Everything into ``out``, which is emptied first if an earlier demonstration made it.

    ``report`` hears (scene, scenes, what is done now). Refusals: ``out-not-empty``, ``disk``, and whatever a
    scene is refused. Under a minute; nothing is left running.
    """
    _begin(out)
    town = TownshipProcess(out / "township", secrets.token_hex(8))
    day = _Day(out, clock, town.passphrase, town)
    try:
        for number, (words, scene) in enumerate(SCENES, 1):
            report(number, len(SCENES), words)
            scene(day)
    finally:
        town.stop()
        if day.desk_or_none is not None:
            day.register.close()


def _begin(out: Path) -> None:
    """An empty folder to show things in; never one that holds anything else."""
    try:
        if out.exists() and any(out.iterdir()):
            if not (out / MARK).is_file():
                raise Refusal(
                    "这个文件夹里有别的东西，没有动它。请换一个空文件夹。", field="out", code="out-not-empty"
                )
            shutil.rmtree(out)
        out.mkdir(parents=True, exist_ok=True)
        (out / MARK).write_text("daiban demo-day\n", encoding="utf-8")
    except OSError as error:
        raise Refusal("这个文件夹不能写入，请换一个文件夹。", field="out", code="disk") from error


def _open_room(day: _Day) -> None:
    register = demo.fill_demo_room(day.out / "room", day.clock, passphrase=day.passphrase)
    day.desk_or_none = Desk(register, agents.first_actor(register), day.clock)
    room = rooms.room(register, day.clock)
    day.tell(f"服务室 {room.name}（{room.site_code}），已有几周的练习数据。")


def _found_township(day: _Day) -> None:
    room = rooms.room(day.register, day.clock)
    day.town.found(room.site_code[:9], "柳泉镇")
    day.town.command("add-site", "--code", room.site_code, "--name", room.name)
    day.town.start()
    day.tell(f"乡镇服务器另起一个进程，用自己的证书在本机 {day.town.url} 上服务。")


def _enrol(day: _Day) -> None:
    code = day.town.command("enrol-code", "--site", day.register.site_code)["code"]
    name = synchronising.enrol(day.desk, day.town.url, str(code))
    facts = _synced(day)
    day.tell(f"用一次性登记码在“{name}”登记，首次同步 {facts}。")


def _morning(day: _Day) -> None:
    board = today.board(day.register, day.clock)
    day.tell(
        f"早上的今日页：今天到期 {board.due_today}，超期 {board.overdue}，待送达 {board.to_deliver}，"
        f"待补正 {board.waiting_materials}；本月受理 {board.month_accepted}，办结 {board.month_completed}。"
    )


def _accept(day: _Day) -> None:
    catalogue = items.in_force(day.register, day.clock)
    for story, code, lacking, number in TODAYS:
        item = catalogue.item(code)
        if item is None:
            raise Defect(f"the sample catalogue has no {code}")
        required = [paper for paper in item.materials if paper.required]
        given = required[: len(required) - lacking]
        request = _request(
            people()[number], code, tuple(MaterialGiven(paper.name, usual_form(paper)) for paper in given)
        )
        accepted = cases.accept(day.desk, request)
        day.accepted[story] = accepted
        due = f"，最迟 {accepted.due_on}" if accepted.due_on else ""
        lack = f"，还缺 {'、'.join(accepted.missing)}" if accepted.missing else ""
        day.tell(f"受理 {accepted.case_no} {item.name}：{KIND_WORDS[accepted.kind]}{due}{lack}")


def _request(person: Person, item: str, given: tuple[MaterialGiven, ...]) -> AcceptRequest:
    return AcceptRequest(
        name=person.name,
        item=item,
        id_number=person.id_number,
        phone=person.phone,
        group=person.group,
        materials=given,
        again="演示当天另办一件",
    )


def _other_requests(day: _Day) -> None:
    (day.out / "papers").mkdir()
    day.tell(matters.decline(day.counter))
    day.tell(matters.inquire(day.counter))
    day.tell(matters.take_in_cooperative(day.counter))


def _batch(day: _Day) -> None:
    day.tell(matters.take_in_batch(day.counter))


def _print(day: _Day) -> None:
    folder = day.out / "papers"
    for accepted in day.accepted.values():
        for paper in PAPER_NAMES:
            papers.save(day.desk, accepted.case_no, paper, folder / f"{accepted.case_no}-{paper}.pdf")
    day.tell(f"每件打印接收单、联系卡、三联登记单，共 {len(day.accepted) * len(PAPER_NAMES)} 份 PDF。")


def _work(day: _Day) -> None:
    _step(day, "immediate", "completed", {"result": "已缴费，凭证已打印"})
    _step(day, "promised", "progressed", {"text": "已约水管员明天上门"})
    day.tell(matters.notify(day.counter, day.case_no("supplement")))
    _step(day, "supplement", "supplemented", {})
    _step(day, "escalated", "escalated", {"to": "柳泉镇便民服务中心"})


def _step(day: _Day, story: str, event: str, said: dict[str, object]) -> None:
    changed = cases.record(day.desk, day.case_no(story), event, data=said)
    day.tell(f"{changed.case_no} 现在是“{STATE_WORDS[changed.state]}”。")


def _send(day: _Day) -> None:
    day.tell(f"同步：{_synced(day)}。")


def _at_township(day: _Day) -> None:
    number = day.case_no("escalated")
    day.town.event(number, "received", {"by": "镇民政办", "reference": REFERENCE})
    day.town.event(number, "completed", {"result": "已审核，按月发放"})
    day.tell(f"镇里收件（{REFERENCE}）并办结 {number}。")


def _fetch(day: _Day) -> None:
    state = cases.show(day.register, day.case_no("escalated"), day.clock).row.state
    day.tell(f"同步后本室看到“{STATE_WORDS[state]}”。")
    _step(day, "escalated", "fetched", {"result": "已取回审批表"})


def _deliver(day: _Day) -> None:
    for story in ("immediate", "escalated"):
        _step(day, story, "delivered", {"to_whom": "本人"})
        _step(day, story, "rated", {"level": "very_satisfied"})


def _complaint(day: _Day) -> None:
    day.tell(matters.complain(day.counter, day.case_no("immediate")))


def _post(day: _Day) -> None:
    day.tell(matters.put_up(day.counter))


def _find(day: _Day) -> None:
    wanted = people()[3].name
    hits = search.everything(day.register, wanted, day.clock)
    day.tell(f"查找“{wanted}”，找到 {len(hits)} 条。")


def _reports(day: _Day) -> None:
    """The month and the quarter as they stand today."""
    on = day.clock.now().astimezone(CHINA)
    month = parse(f"{on:%Y-%m}")
    quarter = ReportPeriod(PeriodKind.QUARTER, on.year, (on.month + 2) // 3)
    for period in (month, quarter):
        name = f"{period.kind.value}-{period.text}.xlsx"
        (day.out / name).write_bytes(reports.workbook(day.desk, period))
        day.tell(f"{period.words}{REPORT_WORDS[period.kind]} {name}。")


def _back_up(day: _Day) -> None:
    made = backups.back_up(day.register, day.out / "backup", day.clock)
    trial = day.out / "restore-trial"
    backups.restore(made, trial, passphrase=day.passphrase, clock=day.clock)
    copy = rooms.open_room(trial, passphrase=day.passphrase)
    try:
        found = backups.verify(copy)
    finally:
        copy.close()
    shutil.rmtree(trial)
    if not found.ok:
        raise Defect("a restored backup does not verify")
    day.tell(f"备份 {made.name}，试恢复后核对 {found.records} 条记录一致。")


def _prove(day: _Day) -> None:
    facts = _synced(day)
    here, there = backups.verify(day.register), day.town.command("verify")
    counted = cases.page(day.register, CaseFilter(), day.clock, limit=1).total
    at_town = day.town.cases_of(day.register.site_code)
    if not here.ok or not there["ok"] or counted != at_town:
        raise Defect("room and township differ")
    day.tell(f"最后同步 {facts}；本室与乡镇都核对一致，办件数同为 {counted}。")


def _close(day: _Day) -> None:
    day.town.stop()
    day.town.command(
        "status"
    )  # opened and closed once more, so that the township's register is one whole file
    said = [
        "代办演示：柜台的一天（人和事都是编的）",
        "",
        *(f"{number}. {words}" for number, words in enumerate(day.told, 1)),
        "",
        "这个文件夹里有：",
        "papers/    今天四件的接收单、联系卡、三联登记单，一次告知、不予受理、委托、集中受理名单和公示各一张（PDF）",
        "month-*.xlsx quarter-*.xlsx  本月月报表、本季季报表",
        "backup/    加密备份",
        "room/      服务室的登记簿（加密）",
        "township/  乡镇的登记簿（加密），已收到服务室的全部记录",
        "",
        f"两份登记簿和备份的口令：{day.passphrase}",
        "打开看看：DAIBAN_PASSPHRASE=上面的口令 daiban list --home room",
    ]
    (day.out / "README.txt").write_text("\n".join(said) + "\n", encoding="utf-8")


def _synced(day: _Day) -> str:
    facts = synchronising.sync_once(day.register, day.clock)
    if facts.only_here:
        raise Defect("a pass left lines only here")
    return f"仅在本机 {facts.only_here}，镇已入库 {facts.taken_in}"


SCENES: tuple[tuple[str, Callable[[_Day], None]], ...] = (
    ("建立服务室的登记簿，放进几周的练习数据", _open_room),
    ("建立乡镇服务器并启动", _found_township),
    ("用登记码登记，第一次同步", _enrol),
    ("早上看今日页", _morning),
    ("受理四件：即办、承诺、补办、上报", _accept),
    ("不予受理一件，答复咨询，受理一件单位的", _other_requests),
    ("集中受理三人", _batch),
    ("打印三种单据", _print),
    ("当场办结、一次告知、补齐材料、上报", _work),
    ("同步到乡镇", _send),
    ("乡镇收件并办结", _at_township),
    ("同步回来", _send),
    ("取回结果", _fetch),
    ("送达并请群众评价", _deliver),
    ("查找", _find),
    ("登记并答复一件投诉", _complaint),
    ("做公示并登记张贴", _post),
    ("做月报表和季报表", _reports),
    ("备份并试恢复", _back_up),
    ("最后同步，核对两边", _prove),
    ("停下服务器，写说明", _close),
)
