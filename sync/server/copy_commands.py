"""The commands over copies of the township's register: making, proving and putting back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.errors import Refusal
from app.models.verify import VerifyReport
from app.terminal.answers import Answer
from sync.server import restoring, upkeep
from sync.server.commands import opened

AFTER = (
    "各服务点下次同步时会自动补传。备份以后停用过的电脑请再停用一次，"
    "备份以后登记的电脑要用新的登记码再登记一次。"
)


def backup(asked: Namespace) -> Answer:
    with opened(asked) as township:
        try:
            made = restoring.back_up(township, asked.folder, on_database=bool(asked.db))
            checked = _checked(asked, made)
        except Refusal as refusal:
            upkeep.not_backed_up(township, refusal.code)
            raise
        ok = checked is None or checked.ok
        upkeep.backed_up(township, made, ok=ok, checked=checked is not None)
    facts: dict[str, object] = {"file": str(made)}
    words = [f"已备份到 {made.name}。"]
    if checked is not None:
        words.append(_verdict(checked))
        facts |= {"checked": checked.ok, "entries": checked.entries, "problems": list(checked.problems)}
    if asked.keep > 0 and ok:
        facts["removed"] = [place.name for place in _thin_out(made, asked.keep)]
    return Answer(facts, "\n".join(words), ok)


def _checked(asked: Namespace, made: Path) -> VerifyReport | None:
    if not asked.check:
        return None
    return restoring.check(made, asked.folder, asked.clock, passphrase=asked.passphrase)


def restore(asked: Namespace) -> Answer:
    if asked.check:
        report = restoring.check(asked.file, asked.file.parent, asked.clock, passphrase=asked.passphrase)
        facts: dict[str, object] = {"ok": report.ok, "problems": list(report.problems)}
        return Answer(facts, _verdict(report), report.ok)
    found, report = restoring.restore(asked.file, asked.home, asked.clock, passphrase=asked.passphrase)
    said = f"已恢复到 {asked.home}，认识 {found.replicas} 台电脑。{_verdict(report)}\n{AFTER}"
    facts = {"ok": report.ok, "problems": list(report.problems)}
    return Answer(facts | {"code": found.site_code, "replicas": found.replicas}, said, report.ok)


def new_life(asked: Namespace) -> Answer:
    with opened(asked) as township:
        found = restoring.begin_life(township)
    return Answer({"code": found.site_code, "replicas": found.replicas}, f"已开始新的一期。{AFTER}")


def _verdict(report: VerifyReport) -> str:
    summary = f"核对了 {report.entries} 行日志、{report.records} 条记录，"
    return "\n".join([summary + ("全部一致。" if report.ok else "有不一致："), *report.problems])


def _thin_out(newest: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups of the same register; names carry their time."""
    stem = newest.name.split("-")[:2]
    alike = sorted(newest.parent.glob("-".join(stem) + "-*.backup"))
    gone = [place for place in alike[:-keep] if place != newest]
    for place in gone:
        place.unlink()
    return gone
