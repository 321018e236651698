"""Paper to a printer of Linux's own system, as the PDF itself, through ``lp``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from app.errors import Refusal
from app.printing.printers import ipp
from app.printing.printers.port import SAFE, JobNews, JobState, PrinterInfo, PrintJob, SendReceipt

ANSWER_S = 20.0
SIZES_MM = {(148.0, 210.0): "A5", (210.0, 297.0): "A4", (297.0, 420.0): "A3"}
PINS_DPI = "180dpi"  # square dots, one pass a line: what a 24-pin head prints in bearable time
REASONS = (
    ("scheduler is not running", "spooler-off", "本机的打印服务没有开启"),
    ("unable to connect", "spooler-off", "本机的打印服务没有开启"),
    ("does not exist", "printer-gone", "这台打印机已不在本机，请重新选择"),
    ("no default destination", "printer-gone", "这台打印机已不在本机，请重新选择"),
    ("not accepting", "printer-rejecting", "这台打印机已停止接收任务"),
    ("no space left", "spool-full", "打印服务的磁盘已满，请腾出空间"),
    ("entity too large", "spool-full", "打印服务没有收下文件，它的磁盘可能已满"),
    ("connection reset", "spool-full", "打印服务没有收下文件，它的磁盘可能已满"),
    ("broken pipe", "spool-full", "打印服务没有收下文件，它的磁盘可能已满"),
)
CONDITIONS = (
    (("disabled", "paused"), "打印机已暂停"),
    (("media-empty", "media-needed", "out of paper"), "打印机缺纸"),
    (("media-jam",), "打印机卡纸"),
    (("cover-open", "door-open"), "打印机的盖子没有合上"),
    (("may not exist", "unavailable", "unable", "waiting for", "offline"), "打印机没有应答，可能没有开机"),
)
"""What ``lpstat`` says of a printer that cannot print now, in words for the counter."""


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """One CUPS queue; ``pins`` where a 24-pin driver feeds continuous paper, which is never turned."""

    name: str
    pins: bool = False

    def send(self, job: PrintJob) -> SendReceipt:
        """Puts the job into the queue at its true size; the queue prints it, now or when it can.

        Refusals: ``no-spooler``, ``spooler-off``, ``spooler-silent``, ``spool-full``, ``printer-gone``,
        ``printer-rejecting``, ``wrong-paper``, ``not-queued``.
        """
        _refuse_unknown_paper(self.name, _media(job, self.pins))
        options = _options(job, self.pins)
        command = ["lp", "-d", self.name, "-n", str(job.copies), "-t", job.title, *options, "-"]
        answer = _ask(command, job.pdf)
        if answer.returncode != 0:
            # With the printing system off, lp says of every printer that it does not exist: ask once more.
            raise _refusal(_words(["lpstat", "-r"]) + answer.stderr.decode(errors="replace"))
        found = re.search(r"request id is (\S+)", answer.stdout.decode(errors="replace"))
        return SendReceipt(f"已送打印队列（{self.name}）{self._caution()}", found[1] if found else "")

    def news(self, job: str) -> JobNews:
        """Asked for by its number; a printing system that does not answer knows at least what still waits."""
        found = re.search(r"-(\d+)$", job)
        state = ipp.job_state(int(found[1])) if found else None
        if state == ipp.COMPLETED:
            return JobNews(JobState.PRINTED, "打印服务报告已印完")
        if state in (ipp.CANCELED, ipp.ABORTED):
            return JobNews(JobState.STOPPED, "打印服务取消了这份任务，纸没有印全")
        waits = re.search(
            rf"^{re.escape(job)}\s", _words(["lpstat", "-W", "not-completed", "-o"]), re.MULTILINE
        )
        if job and (state is not None or waits):
            return JobNews(JobState.WAITING, f"已送打印队列（{self.name}）{self._caution()}")
        return JobNews(JobState.UNKNOWN, "打印服务已不记得这份任务")

    def take_back(self, job: str) -> bool:
        """``cancel`` works while the queue still holds the job."""
        return bool(job) and _ask(["cancel", job], b"").returncode == 0

    def _caution(self) -> str:
        state = next((printer for printer in list_printers() if printer.name == self.name), None)
        return f"，但{state.words}：恢复后会自动印出" if state and not state.ready else ""


def list_printers() -> tuple[PrinterInfo, ...]:
    """The queues of this machine, the usual one first; none where there is no printing system or it is off."""
    if shutil.which("lpstat") is None:
        return ()
    names = _words(["lpstat", "-e"]).split()
    if not names:
        return ()
    states = _states(_words(["lpstat", "-l", "-p"]))
    accepting = _words(["lpstat", "-a"])
    usual = re.search(r"destination: (\S+)", _words(["lpstat", "-d"]))
    found = [_info(name, states.get(name, ""), accepting, usual[1] if usual else "") for name in names]
    return tuple(sorted(found, key=lambda printer: not printer.default))


def _options(job: PrintJob, pins: bool) -> list[str]:
    """The sheet's true size, never scaled."""
    options = ["-o", f"media={_media(job, pins)}", "-o", "print-scaling=none"]
    if pins:
        options += ["-o", f"Resolution={PINS_DPI}"]
    return options + (["-o", f"InputSlot={job.tray}"] if job.tray else [])


def _media(job: PrintJob, pins: bool) -> str:
    """A landscape sheet is its portrait paper, which CUPS turns itself; continuous paper is as wide as it is."""
    across_mm, along_mm = (job.width_mm, job.height_mm)
    if not pins:
        across_mm, along_mm = sorted((job.width_mm, job.height_mm))
    return SIZES_MM.get((across_mm, along_mm)) or f"Custom.{across_mm:g}x{along_mm:g}mm"


def _refuse_unknown_paper(name: str, media: str) -> None:
    """A driver that lists its papers prints on another one silently when asked for what it does not have.

    A4 is never doubted: every printer of an office has it, under whatever name.
    """
    if media == "A4":
        return
    choices = _words(["lpoptions", "-p", name, "-l"])
    listed = re.search(r"^PageSize/[^:]*:(.*)$", choices, re.MULTILINE)
    wanted = "custom." if media.startswith("Custom.") else media.lower()
    if listed is None or any(size.startswith(wanted) for size in listed[1].lower().replace("*", "").split()):
        return
    paper = media.removeprefix("Custom.").replace("x", "×").replace("mm", "毫米")
    raise Refusal(
        f"没有送印：打印机“{name}”不能用 {paper} 的纸，请换一台打印机或换一种纸。{SAFE}", code="wrong-paper"
    )


def _info(name: str, state: str, accepting: str, usual: str) -> PrinterInfo:
    lowered = state.lower()
    words = next((said for signs, said in CONDITIONS if any(sign in lowered for sign in signs)), "就绪")
    if words == "就绪" and re.search(rf"^{re.escape(name)} not accepting", accepting, re.MULTILINE):
        words = "打印机已停止接收任务"
    return PrinterInfo(name, words == "就绪", words, default=name == usual)


def _states(answer: str) -> dict[str, str]:
    """What ``lpstat -p`` says about each queue, its indented reasons included."""
    states: dict[str, str] = {}
    name = ""
    for line in answer.splitlines():
        if found := re.match(r"printer (\S+) ", line):
            name = found[1]
        states[name] = states.get(name, "") + line + "\n"
    return states


def _words(command: list[str]) -> str:
    return _ask(command, b"").stdout.decode(errors="replace")


def _ask(command: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=ANSWER_S, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise Refusal(f"没有送印：本机没有安装打印服务（CUPS）。{SAFE}", code="no-spooler") from error
    except subprocess.TimeoutExpired as error:
        raise Refusal(f"没有送印：打印服务没有应答。{SAFE}", code="spooler-silent") from error


def _refusal(answer: str) -> Refusal:
    lowered = answer.lower()
    for sign, code, reason in REASONS:
        if sign in lowered:
            return Refusal(f"没有送印：{reason}。{SAFE}", code=code)
    return Refusal(f"没有送印：打印服务拒绝了这份文件。{SAFE}", code="not-queued")
