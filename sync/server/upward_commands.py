"""The commands between a township and its district: enrolling above, one pass upward, whose village is whose."""

from __future__ import annotations

from argparse import Namespace

from app.clock import CHINA
from app.domain.invitations import read_invitation
from app.terminal.answers import Answer
from sync.protocol.stick_words import shown, together
from sync.server import subordinates
from sync.server.commands import opened
from sync.server.upward import enrolling, passes, standing, sticks


def enrol_upward(asked: Namespace) -> Answer:
    invitation = read_invitation(asked.address, asked.code)
    with opened(asked) as township:
        name = enrolling.enrol_upward(township, invitation.url, invitation.code)
    return Answer({"name": name}, f"已在 {name} 登记。服务开着时会自动上报；现在就报，请用 sync-upward。")


def sync_upward(asked: Namespace) -> Answer:
    with opened(asked) as township:
        done = passes.sync_upward(township)
    lines = [f"{one.site_code}：{one.trouble or f'上报 {one.sent} 条，收到 {one.fed} 条。'}" for one in done]
    facts: dict[str, object] = {
        "sites": [
            {"code": one.site_code, "sent": one.sent, "fed": one.fed, "result": one.code} for one in done
        ]
    }
    return Answer(facts, "\n".join(lines) or "还没有可上报的服务点。", all(one.code == "ok" for one in done))


def stick_upward(asked: Namespace) -> Answer:
    """The stick between this township and its district: its answers in, then what it does not have yet out."""
    with opened(asked) as township:
        home = sticks.take_in(township, asked.folder)
        written = sticks.write_out(township, asked.folder)
    lines = list(together((one.name, one.sentence) for one in home.left_alone))
    if home.answers:
        lines.append(f"读入区县回执 {home.answers} 份，收到区县的 {home.fed} 条。")
    if home.once_more:
        lines.append("和区县还没有对齐：请再带到区县一次，区县读入后带回来。")
    lines.append(
        f"已写到U盘：上报 {written.lines} 条、附件 {written.scans} 份，只有区县能打开。请带到区县读入。"
    )
    facts: dict[str, object] = {
        "answers": home.answers,
        "fed": home.fed,
        "left_alone": [{"name": shown(one.name), "sentence": one.sentence} for one in home.left_alone],
        "once_more": home.once_more,
        "lines": written.lines,
        "scans": written.scans,
        "files": [place.name for place in written.files],
    }
    return Answer(facts, "\n".join(lines), not home.left_alone)


def upward(asked: Namespace) -> Answer:
    """How this township stands with its district."""
    with opened(asked) as township:
        found = standing.standing(township)
    contact = found.last_contact.astimezone(CHINA) if found.last_contact else None
    facts: dict[str, object] = {
        "name": found.name,
        "url": found.url,
        "last_contact": contact.isoformat(timespec="seconds") if contact else None,
        "waiting": found.waiting,
        "cases": found.cases,
        "trouble": found.trouble,
    }
    when = f"{contact:%Y-%m-%d %H:%M}" if contact else "无"
    said = f"{found.name}（{found.url}）最近联系 {when}，已报 {found.cases} 件，待报 {found.waiting} 条。"
    return Answer(facts, "\n".join([said, *([found.trouble] if found.trouble else [])]), not found.trouble)


def place_site(asked: Namespace) -> Answer:
    with opened(asked) as district:
        code = subordinates.place_site(district, asked.code, asked.under, asked.name)
    return Answer({"code": code, "under": asked.under}, f"{asked.name}（{code}）归 {asked.under}。")
