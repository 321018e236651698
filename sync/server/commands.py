"""What each command of ``daiban-township`` does; every one works while the server runs."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509

from app import logs
from app.clock import CHINA
from app.domain.cases import EVENT_WORDS, STATE_WORDS, Tier
from app.errors import Refusal
from app.terminal.answers import Answer
from sync.protocol.enrolment import PLAIN_HTTP_PIN
from sync.server import enrolling, publishing, sites, upkeep
from sync.server.certificate import pin_of
from sync.server.township import Township, found, open_township, tier_of

if TYPE_CHECKING:
    from app.services.desk import Desk
    from sync.server.night_watch import Watching

UPKEEP_WORDS = {upkeep.VERIFY: "核对", upkeep.BACKUP: "备份"}


def init(asked: Namespace) -> Answer:
    tier = Tier(asked.tier)
    register = found(asked.home, asked.code, asked.name, asked.clock, passphrase=asked.passphrase, tier=tier)
    code = register.site_code
    register.close()
    return Answer({"code": code, "name": asked.name}, f"已建立 {asked.name}（{code}）的登记簿。")


def add_site(asked: Namespace) -> Answer:
    with opened(asked) as township:
        code = sites.add_site(township, asked.code, asked.name)
    return Answer({"code": code, "name": asked.name}, f"已添加 {asked.name}（{code}）。")


def enrol_code(asked: Namespace) -> Answer:
    with opened(asked) as township:
        code = enrolling.new_code(township, asked.site, asked.replaces)
    instead = f"用它登记以后，{asked.replaces} 就停用。" if asked.replaces else ""
    return Answer({"code": code}, f"登记码：{code}（72 小时内有效，只能用一次）{instead}")


def serve(asked: Namespace) -> Answer:
    from sync.server.night_watch import NightWatch
    from sync.server.serving import EVERYWHERE, LOOPBACK, Listening
    from sync.server.serving import serve as run_server

    host = asked.host or (LOOPBACK if asked.plain_http else EVERYWHERE)
    listening = Listening(asked.port, host, asked.plain_http).checked()
    watching = _watching(asked)
    handler = logs.start(asked.home, "township") if asked.home.is_dir() else None
    try:
        with opened(asked, pin=_outer_pin(asked)) as township:
            watch = NightWatch(township, watching, _reaching(asked))
            run_server(township, listening, lambda url: _announce(url, as_json=asked.json), watch)
    finally:
        if handler is not None:
            logs.stop(handler)
    return Answer({"stopped": True}, "已停止服务。")


def _watching(asked: Namespace) -> Watching:
    """What the server looks after by itself; Refusal ``database-backup`` where it cannot."""
    from sync.server.night_watch import Watching
    from sync.server.restoring import DATABASE_BACKUP

    if asked.backup_to is not None and asked.db:
        raise Refusal(DATABASE_BACKUP, field="backup_to", code="database-backup")
    return Watching(asked.backup_to, asked.keep)


def _reaching(asked: Namespace) -> tuple[str, ...]:
    """How another command of this program reaches the same register."""
    return ("--home", str(asked.home), *(("--db", asked.db) if asked.db else ()))


def stick(asked: Namespace) -> Answer:
    from sync.protocol import stick_words
    from sync.protocol.stick_words import shown, together
    from sync.server import sticks

    with opened(asked) as township:
        taken = sticks.take_in(township, asked.folder)
        below = stick_words.WRITERS[tier_of(township.register.site_code)]
    brought = [one for one in taken.files if one.new]
    lines = [f"{shown(one.name)}：{one.sentence}新收 {one.new} 条。" for one in brought]
    lines += together((one.name, one.sentence) for one in taken.files if not one.new)
    if taken.scans:
        whole = sum(one.whole for one in taken.scans)
        lines.append(f"附件文件 {len(taken.scans)} 个，新收齐附件 {whole} 份。")
        lines += together((one.name, one.sentence) for one in taken.scans if one.code != "ok")
    if taken.unwritten:
        lines.append(taken.unwritten)
    elif taken.answers:
        lines.append(f"已写回 {len(taken.answers)} 份回执，请把U盘带回{below}。")
    else:
        lines.append(f"没有可读入的文件，什么也没有改动。请核对是不是{below}写的U盘。")
    facts: dict[str, object] = {
        "files": [
            {"name": shown(one.name), "site": one.site_code, "code": one.code, "new": one.new}
            for one in taken.files
        ],
        "scans": [{"name": shown(one.name), "code": one.code, "whole": one.whole} for one in taken.scans],
        "answers": [place.name for place in taken.answers],
        "unwritten": taken.unwritten,
    }
    words = {one.code for one in taken.files} | {one.code for one in taken.scans}
    return Answer(facts, "\n".join(lines), words <= {"ok"} and not taken.unwritten)


def status(asked: Namespace) -> Answer:
    with opened(asked) as township:
        standings = sites.standings(township)
        kept_up = upkeep.standings(township)
    rows: list[object] = []
    lines = []
    for one in standings:
        contact = one.last_contact.astimezone(CHINA) if one.last_contact else None
        rows.append(
            {
                "code": one.code,
                "name": one.name,
                "cases": one.cases,
                "entries": one.entries,
                "last_contact": contact.isoformat(timespec="seconds") if contact else None,
            }
        )
        when = f"{contact:%Y-%m-%d %H:%M}" if contact else "无"
        lines.append(f"{one.code} {one.name} 办件 {one.cases} 记录 {one.entries} 最近联系 {when}")
    lines = lines or ["还没有服务点。"]
    facts: dict[str, object] = {"sites": rows}
    for kind, words in UPKEEP_WORDS.items():
        lines.append(f"{words}：{_upkeep_words(kept_up.get(kind))}")
        facts[kind] = _upkeep_facts(kept_up.get(kind))
    return Answer(facts, "\n".join(lines))


def _upkeep_words(one: upkeep.Standing | None) -> str:
    if one is None:
        return "还没有做过"
    if one.ended_at is None:
        return f"{one.begun_at.astimezone(CHINA):%Y-%m-%d %H:%M} 开始，还没有做完"
    good = one.good_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if one.good_at else "无"
    return f"{one.ended_at.astimezone(CHINA):%Y-%m-%d %H:%M} {'正常' if one.ok else '有问题'}，最近一次正常 {good}"


def _upkeep_facts(one: upkeep.Standing | None) -> dict[str, object] | None:
    if one is None:
        return None
    moments = {"begun_at": one.begun_at, "ended_at": one.ended_at, "good_at": one.good_at}
    told = {
        name: at.astimezone(CHINA).isoformat(timespec="seconds") if at else None
        for name, at in moments.items()
    }
    return {**told, "ok": one.ok, **one.detail}


def verify(asked: Namespace) -> Answer:
    with opened(asked) as township:
        report = upkeep.verify(township)
    facts: dict[str, object] = {
        "ok": report.ok,
        "entries": report.entries,
        "records": report.records,
        "problems": list(report.problems),
    }
    summary = f"核对了 {report.entries} 行日志、{report.records} 条记录，"
    words = [summary + ("全部一致。" if report.ok else "有不一致："), *report.problems]
    return Answer(facts, "\n".join(words), report.ok)


def event(asked: Namespace) -> Answer:
    from app.services import cases
    from app.services.case_steps import event_named

    with opened(asked) as township:
        desk = _desk(township, asked)
        kind = event_named(asked.event)
        changed = cases.record(desk, asked.case_no, kind, reason=asked.reason, data=_data(asked.data))
    facts: dict[str, object] = {
        "case_no": changed.case_no,
        "event": changed.event.value,
        "state": changed.state.value,
    }
    done, now = EVENT_WORDS[changed.event], STATE_WORDS[changed.state]
    return Answer(facts, f"{changed.case_no} 已记录“{done}”，现在是“{now}”。")


def tick(asked: Namespace) -> Answer:
    from app.services import transfer_lists

    with opened(asked) as township:
        row = transfer_lists.tick(
            _desk(township, asked), asked.list_no, asked.missing, asked.remark, site_code=asked.site
        )
    lacking = [line.case_no for line in row.lines if not line.checked]
    said = f"，缺 {'、'.join(lacking)}" if lacking else "，一件不少"
    return Answer(
        {"list_no": row.list_no, "missing": lacking}, f"{row.list_no} 共 {len(row.lines)} 件{said}。"
    )


def complaints(asked: Namespace) -> Answer:
    from app.services import complaints as service

    with opened(asked) as township:
        desk = _desk(township, asked)
        rows = service.listed(desk.register, desk.clock, viewer=desk.actor.agent_id)
    told: list[object] = [
        {
            "complaint_id": row.complaint_id,
            "site": row.site_code,
            "case_no": row.case_no,
            "about": row.about,
            "text": row.text,
            "due_on": row.due_on.isoformat(),
            "answer": row.answer,
            "ruling": row.ruling,
        }
        for row in rows
    ]
    lines = [f"{row.complaint_id} {row.site_code} 最迟 {row.due_on} {row.text}" for row in rows]
    return Answer({"complaints": told}, "\n".join(lines) or "没有投诉。")


def rule(asked: Namespace) -> Answer:
    from app.services import complaints as service

    with opened(asked) as township:
        service.rule(_desk(township, asked), asked.complaint_id, asked.ruling)
    return Answer({"complaint_id": asked.complaint_id}, "已记下处理意见，会传给受理的服务点。")


def publish_catalogue(asked: Namespace) -> Answer:
    from app.services import catalogues

    content = publishing.sample_document().encode() if asked.sample else _bytes_of(asked.file)
    read = catalogues.read_file("sample.json" if asked.sample else asked.file.name, content)
    with opened(asked) as township:
        done = publishing.publish_catalogue(township, read, sites.site_codes(township))
    facts: dict[str, object] = {"version": done.version, "items": done.items, "sites": done.sites}
    return Answer(facts, f"已向 {done.sites} 个服务点发布目录 {done.version}，共 {done.items} 项。")


def report(asked: Namespace) -> Answer:
    from app.domain.periods import parse
    from app.services.report_templates import read
    from app.services.reports import Making
    from sync.server import reporting

    period = parse(asked.period)
    template = read(asked.template) if asked.template else None
    making = Making(template, asked.password, asked.whole_ids)
    with opened(asked) as township:
        merged = reporting.figures(township, period)
        if asked.to is not None:
            reporting.write(township, period, asked.to, making)
    where = f"，已存为 {asked.to}" if asked.to is not None else ""
    return Answer(merged.facts, f"{period.words}，{merged.rooms} 个服务点{where}。")


def publish_form(asked: Namespace) -> Answer:
    from app.domain.periods import PeriodKind
    from sync.server import reporting

    with opened(asked) as township:
        name, rooms = reporting.publish_form(township, PeriodKind(asked.kind), asked.name, asked.file)
    return Answer({"name": name, "sites": rooms}, f"已向 {rooms} 个服务点公布报表模板“{name}”。")


def publish_calendar(asked: Namespace) -> Answer:
    from app.services import calendars

    table = calendars.read_file(asked.file.name, _bytes_of(asked.file))
    with opened(asked) as township:
        count = publishing.publish_year(township, table, sites.site_codes(township))
    facts: dict[str, object] = {"year": table.year, "sites": count}
    return Answer(facts, f"已向 {count} 个服务点发布 {table.year} 年的工作日表。")


def move_power(asked: Namespace) -> Answer:
    moved = publishing.PowerMoved(
        asked.item, Tier(asked.to), asked.from_on, asked.until_on, asked.form, asked.document_no
    )
    with opened(asked) as township:
        count = publishing.move_power(township, moved, sites.site_codes(township))
    facts: dict[str, object] = {"item": moved.item_code, "to": asked.to, "sites": count}
    return Answer(facts, f"{moved.item_code} 自 {moved.from_on} 起下放，已告知 {count} 个服务点。")


def _desk(township: Township, asked: Namespace) -> Desk:
    from app.services import agents
    from app.services.desk import Desk

    return Desk(township.register, agents.first_actor(township.register), asked.clock)


@contextmanager
def opened(asked: Namespace, pin: bytes | None = None) -> Iterator[Township]:
    """The township that a command speaks of, closed again behind it."""
    township = open_township(asked.home, asked.clock, passphrase=asked.passphrase, url=asked.db, pin=pin)
    try:
        yield township
    finally:
        township.register.close()


def _outer_pin(asked: Namespace) -> bytes | None:
    """What rooms will see instead of our own certificate: a proxy's, or none at all on loopback."""
    if not asked.plain_http:
        return None
    if asked.proxy_certificate is None:
        return PLAIN_HTTP_PIN
    try:
        return pin_of(x509.load_pem_x509_certificate(asked.proxy_certificate.read_bytes()))
    except (OSError, ValueError) as fault:
        raise Refusal("代理证书读不出来，应是 PEM 文件。", code="proxy-certificate") from fault


def _announce(url: str, *, as_json: bool) -> None:
    print(json.dumps({"url": url}) if as_json else f"正在服务 {url}", flush=True)


def _data(text: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refusal("--data 应是 JSON 对象。", field="data", code="data")
    return data


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Refusal(f"文件 {file.name} 读不出来，没有发布。", field="file", code="file") from fault
