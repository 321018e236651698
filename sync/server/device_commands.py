"""The commands over the rooms' PCs: who may send, and what was kept aside."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from app.clock import CHINA
from app.errors import Refusal
from app.models.blobs import store_of
from app.terminal.answers import Answer
from sync.protocol.codes import CODES
from sync.server import blobs, quarantine_decisions, revoking
from sync.server.commands import opened
from sync.server.quarantine import Kept
from sync.server.revoking import PcStanding
from sync.server.sites import site_codes
from sync.server.township import Township


def replicas(asked: Namespace) -> Answer:
    with opened(asked) as township:
        found = revoking.standings(township)
    return Answer(
        {"replicas": [_facts(one) for one in found]}, "\n".join(map(_words, found)) or "还没有登记过电脑。"
    )


def revoke(asked: Namespace) -> Answer:
    with opened(asked) as township:
        found = revoking.revoke(township, asked.pc, asked.reason)
    return Answer(_facts(found), f"已停用 {found.name}。它以后送来的数据会放在隔离区，由您决定。")


def admit(asked: Namespace) -> Answer:
    with opened(asked) as township:
        found = revoking.admit(township, asked.pc, asked.reason)
    return Answer(_facts(found), f"已恢复 {found.name}，它可以继续同步。")


def quarantine(asked: Namespace) -> Answer:
    with opened(asked) as township:
        if asked.way == "list":
            kept = quarantine_decisions.listed(township)
            text = "\n".join(_kept_words(one) for one in kept) or "隔离区是空的。"
            return Answer({"batches": [_kept_facts(one) for one in kept]}, text)
        if not asked.tag:
            raise Refusal("请写明是哪一批，编号见 quarantine list。", field="tag", code="no-such-batch")
        return _show(township, asked.tag) if asked.way == "show" else _take_in(township, asked.tag)


def scan_space(asked: Namespace) -> Answer:
    """How much the scans of one site may take here and what each takes; ``gb`` sets it for all."""
    with opened(asked) as township:
        if asked.gb is not None:
            blobs.set_quota(township, asked.gb << 30)
        store = store_of(township.register)
        used = {code: store.used_bytes(code) for code in site_codes(township)}
        most_gb = blobs.quota_bytes(township) >> 30
    lines = [f"每个服务点的附件最多占 {most_gb} GB。"]
    lines += [f"{code} 已用 {size / (1 << 30):.1f} GB" for code, size in used.items()]
    sites: list[object] = [{"code": code, "used_bytes": size} for code, size in used.items()]
    return Answer({"most_gb": most_gb, "sites": sites}, "\n".join(lines))


def _show(township: Township, tag: str) -> Answer:
    content = quarantine_decisions.show(township, tag)
    types = "，".join(f"{word} {count}" for word, count in sorted(content.by_type.items()))
    facts = _kept_facts(content.kept) | {"lines": content.lines, "by_type": content.by_type}
    unreadable = f"，读不懂 {content.unreadable} 行" if content.unreadable else ""
    return Answer(facts, f"{_kept_words(content.kept)}\n共 {content.lines} 行：{types}{unreadable}。")


def _take_in(township: Township, tag: str) -> Answer:
    new = quarantine_decisions.take_in(township, tag)
    return Answer({"tag": tag, "new": new}, f"已读入，新收 {new} 条。")


def _words(one: PcStanding) -> str:
    state = f"已停用（{one.revoked_reason}）" if one.revoked_at else "在用"
    contact = f"{_local(one.last_contact):%Y-%m-%d %H:%M}" if one.last_contact else "无"
    held = f" 隔离 {one.quarantined} 批" if one.quarantined else ""
    return f"{one.name} {state} 记录 {one.entries} 最近联系 {contact}{held}"


def _facts(one: PcStanding) -> dict[str, object]:
    return {
        "pc": one.name,
        "replica_id": one.replica_id,
        "entries": one.entries,
        "last_contact": _local(one.last_contact).isoformat(timespec="seconds") if one.last_contact else None,
        "revoked": one.revoked_at is not None,
        "reason": one.revoked_reason,
        "succeeded_by": one.succeeded_by,
        "quarantined": one.quarantined,
    }


def _kept_words(one: Kept) -> str:
    lines = f"第 {one.header.from_seq} 到 {one.header.to_seq} 条" if one.header else "开头读不懂"
    site = one.header.site_code if one.header else ""
    return f"{one.tag[:8]} {site} {lines} {_local(one.kept_at):%Y-%m-%d %H:%M} {CODES[one.code].sentence}"


def _kept_facts(one: Kept) -> dict[str, object]:
    return {
        "tag": one.tag,
        "replica_id": one.replica_id,
        "site": one.header.site_code if one.header else "",
        "code": one.code,
        "from_seq": one.header.from_seq if one.header else 0,
        "to_seq": one.header.to_seq if one.header else 0,
        "bytes": one.size_bytes,
        "kept_at": _local(one.kept_at).isoformat(timespec="seconds"),
    }


def _local(at: datetime) -> datetime:
    return at.astimezone(CHINA)
