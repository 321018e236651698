"""Commands towards the township: enrol, one pass, the three facts."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.opening import naming_the_variable, opened
from app.clock import CHINA, SystemClock
from app.domain.rows import Problem, SyncStatus
from app.errors import Refusal
from app.keystore.environment import passphrase_given, recovery_key_given
from app.services.desk import Desk
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.replacing import CameBack

WORTH_WAITING = frozenset({"no-answer", "busy", "not-applied", "failed", "no-room", "locked"})
"""What time alone may mend; everything else needs a person."""
BETWEEN_TRIES_S = 5.0
NOTHING = "没有要处理的。"


def add_to(words: Words) -> None:
    made = words.add("enrol", "用登记码在乡镇登记这台电脑", enrol)
    made.add_argument(
        "url",
        metavar="URL",
        help="乡镇服务器地址，如 https://192.168.1.10:8443；也可以是登记单二维码的全部内容",
    )
    made.add_argument("code", nargs="?", default="", metavar="CODE", help="乡镇给的一次性登记码")
    made = words.add("replace", "这台电脑替换原来的电脑：登记，并取回全室的登记簿", replace)
    made.add_argument("--room-code", default="", metavar="CODE", help="12 位机构代码；接着取时不用写")
    made.add_argument("url", nargs="?", default="", metavar="URL", help="登记单二维码的全部内容，或网址")
    made.add_argument("code", nargs="?", default="", metavar="CODE", help="登记码")
    made = words.add("sync", "同步一次，直到没有只在本机的", sync)
    made.add_argument("--wait", action="store_true", help="连不上就一直试")
    made = words.add("stick", "用U盘和乡镇交换数据：out 写出去，in 读回执", stick)
    made.add_argument("way", choices=("out", "in"), metavar="out|in")
    made.add_argument("folder", type=Path, metavar="DIR", help="U盘上的文件夹")
    made = words.add("problems", "需处理：看，或处理一条", problems)
    made.add_argument(
        "way",
        nargs="?",
        default="list",
        choices=("list", "put-in", "mend", "rest"),
        metavar="list|put-in|mend|rest",
    )
    made.add_argument("problem_id", nargs="?", default="", metavar="ID", help="要处理的一条")
    made.add_argument("--to", default="", metavar="TEXT", help="mend：改好的文字")
    words.add("status", "哪些只在本机、到了镇里、镇里已入库", status)


def enrol(asked: Namespace) -> Answer:
    from app.services import synchronising

    with opened(asked) as desk:
        township = synchronising.enrol(desk, asked.url, asked.code)
        pc_code = desk.register.identity.pc_code
    return Answer({"township": township, "pc_code": pc_code}, f"已在“{township}”登记，电脑代号 {pc_code}。")


def replace(asked: Namespace) -> Answer:
    """Begin, or go on where a cut left it: what came stays."""
    from app.services import replacing, rooms

    clock = SystemClock()
    with naming_the_variable():
        if rooms.exists(asked.home):
            register = rooms.open_unfinished(
                asked.home, passphrase=recovery_key_given() or passphrase_given()
            )
        else:
            register = replacing.begin(
                asked.home, asked.room_code, asked.url, asked.code, clock, passphrase=passphrase_given()
            )
    try:
        if not rooms.is_pulling(register):
            raise Refusal("这个文件夹里已经有一个登记簿，没有改动它。请换一个空文件夹。", code="room-exists")
        found = replacing.pull(register, clock, _tell_progress)
    finally:
        register.close()
    accepted_on = found.last_accepted_on.isoformat() if found.last_accepted_on else None
    facts = asdict(found) | {"last_accepted_on": accepted_on, "home": str(asked.home)}
    return Answer(facts, _came_back(found))


def _tell_progress(n: int, of: int) -> None:
    print(f"已取回 {n} / {of} 条", file=sys.stderr, flush=True)


def _came_back(found: CameBack) -> str:
    newest = f"，最后一件 {found.last_case_no}（{found.last_accepted_on}）" if found.last_case_no else ""
    return (
        f"已取回“{found.room}”的登记簿：{found.lines} 条记录，{found.cases} 件{newest}。"
        f"原来那台电脑没有传出来的件不在里面，请对照纸质单据补登。新的号从电脑代号 {found.pc_code} 起。"
    )


def sync(asked: Namespace) -> Answer:
    with opened(asked) as desk:
        found = _synced(desk, keep_trying=asked.wait)
    return _answer(found)


def stick(asked: Namespace) -> Answer:
    from app.services import sticks
    from sync.protocol.stick_words import shown

    with opened(asked) as desk:
        if asked.way == "out":
            written = sticks.write_out(desk, asked.folder)
            scans = f"、附件 {written.scans} 份" if written.scans else ""
            text = f"已写出 {len(written.files)} 个文件，共 {written.lines} 条{scans}。请把U盘带到镇里，读入后再带回来。"
            facts = {"files": list(written.files), "lines": written.lines, "scans": written.scans}
            return Answer(facts, text)
        read = sticks.read_in(desk, asked.folder)
    left = [{"name": shown(name), "error": sentence} for name, sentence in read.left_alone]
    lines = [f"已读入回执：镇里有本机的 {read.at_township} 条，带回 {read.fed} 条。"]
    if read.scans_came or read.scans_confirmed:
        lines.append(f"附件：镇里收齐 {read.scans_confirmed} 份，带回 {read.scans_came} 份。")
    lines += read.left_words
    lines += [read.advice] if read.advice else []
    found: dict[str, object] = {"at_township": read.at_township, "fed": read.fed, "left_alone": left}
    found |= {"scans_confirmed": read.scans_confirmed, "scans_came": read.scans_came}
    found |= {"repaired": read.repaired, "once_more": read.once_more}
    return Answer(found, "\n".join(lines), ok=not left)


def status(asked: Namespace) -> Answer:
    from app.services import synchronising

    with opened(asked) as desk:
        return _answer(synchronising.status(desk.register))


def problems(asked: Namespace) -> Answer:
    from app.services import problems as stuck

    with opened(asked) as desk:
        if asked.way == "list":
            found = stuck.listed(desk.register)
            return Answer(
                {"problems": [_facts(one) for one in found]}, "\n".join(map(_words, found)) or NOTHING
            )
        if not asked.problem_id:
            raise Refusal(
                "请写明要处理哪一条，编号见 daiban problems。", field="problem_id", code="no-such-problem"
            )
        if asked.way == "mend":
            stuck.mend(desk, asked.problem_id, asked.to)
        else:
            (stuck.put_in if asked.way == "put-in" else stuck.rest)(desk, asked.problem_id)
        left = len(stuck.listed(desk.register))
    done = SETTLED[asked.way]
    return Answer({"settled": asked.problem_id, "left": left}, f"{done}还有 {left} 条。" if left else done)


SETTLED = {
    "put-in": "已用没有采用的值写回，下次同步送到乡镇。",
    "mend": "已改好，下次同步再送到乡镇。",
    "rest": "已记下：不改了。",
}


def _facts(one: Problem) -> dict[str, object]:
    return {
        "id": one.record_id,
        "code": one.code,
        "at": one.at.isoformat(timespec="seconds"),
        "sentence": one.sentence,
        "field": one.field,
        "kept": one.kept_value,
        "late": one.late_value,
        "case_no": one.case_no,
        "acts": list(one.acts),
    }


def _words(one: Problem) -> str:
    about = " ".join(each for each in (one.record_id, one.case_no, one.field) if each)
    values = f"\n  现在是“{one.kept_value}”，没有采用的是“{one.late_value}”。" if one.late_value else ""
    return f"{about}\n  {one.sentence}{values}"


def _synced(desk: Desk, *, keep_trying: bool) -> SyncStatus:
    from app.services import synchronising

    while True:
        try:
            return synchronising.sync_once(desk.register, desk.clock)
        except Refusal as refusal:
            if not keep_trying or refusal.code not in WORTH_WAITING:
                raise
            time.sleep(BETWEEN_TRIES_S)


def _answer(found: SyncStatus) -> Answer:
    contact = found.last_contact.astimezone(CHINA) if found.last_contact else None
    facts = {
        "only_here": found.only_here,
        "at_township": found.at_township,
        "taken_in": found.taken_in,
        "last_contact": contact.isoformat(timespec="seconds") if contact else None,
        "attachments_waiting": found.attachments.waiting,
    }
    lines = [f"仅在本机 {found.only_here}  已传到镇 {found.at_township}  镇已入库 {found.taken_in}（记录数）"]
    lines.append(
        f"乡镇 {found.township}，最近联系 {f'{contact:%Y-%m-%d %H:%M}' if contact else '还没有'}"
        if found.enrolled
        else "还没有在乡镇登记。"
    )
    if found.attachments.waiting:
        lines.append(found.attachments.words)
    if found.problems:
        lines.append(f"有 {found.problems} 条需要处理，用 daiban problems 或窗口的“同步”页查看。")
    if found.same_records is not None:
        facts["same_records"] = found.same_records
        lines.append(
            "最近一次与乡镇逐条核对：一致。"
            if found.same_records
            else "最近一次与乡镇逐条核对：有不一致，请联系乡镇管理员。"
        )
    if found.clock_suspect:
        lines.append("本机时间与乡镇相差较大，请核对电脑的日期和时间。")
    return Answer(facts, "\n".join(lines))
