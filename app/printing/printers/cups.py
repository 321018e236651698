"""Paper to a printer of Linux's own system, as the PDF itself, through ``lp``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from app.errors import Refusal
from app.printing.printers.port import PrinterInfo, PrintJob, SendReceipt

ANSWER_S = 20.0
SIZES_MM = {(148.0, 210.0): "A5", (210.0, 297.0): "A4", (297.0, 420.0): "A3"}
SAFE = "登记的数据没有受影响，可以稍后再印或先存为PDF。"
REASONS = (
    ("scheduler is not running", "spooler-off", "本机的打印服务没有开启"),
    ("unable to connect", "spooler-off", "本机的打印服务没有开启"),
    ("does not exist", "printer-gone", "这台打印机已不在本机，请重新选择"),
    ("no default destination", "printer-gone", "这台打印机已不在本机，请重新选择"),
    ("not accepting", "printer-rejecting", "这台打印机已停止接收任务"),
)


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """One CUPS queue."""

    name: str

    def send(self, job: PrintJob) -> SendReceipt:
        """Puts the job into the queue at its true size; the queue prints it, now or when it can."""
        command = ["lp", "-d", self.name, "-n", str(job.copies), "-t", job.title, *_options(job), "-"]
        answer = _ask(command, job.pdf)
        if answer.returncode != 0:
            # With the printing system off, lp says of every printer that it does not exist: ask once more.
            raise _refusal(_words(["lpstat", "-r"]) + answer.stderr.decode(errors="replace"))
        found = re.search(r"request id is (\S+)", answer.stdout.decode(errors="replace"))
        state = next((printer for printer in list_printers() if printer.name == self.name), None)
        words = f"已送打印队列（{self.name}）"
        if state and not state.ready:
            words += f"，但{state.words}：恢复后会自动印出"
        return SendReceipt(words, found[1] if found else "")


def list_printers() -> tuple[PrinterInfo, ...]:
    """The queues of this machine, the usual one first; none where there is no printing system or it is off."""
    if shutil.which("lpstat") is None:
        return ()
    names = _words(["lpstat", "-e"]).split()
    if not names:
        return ()
    states = _states(_words(["lpstat", "-p"]))
    accepting = _words(["lpstat", "-a"])
    usual = re.search(r"destination: (\S+)", _words(["lpstat", "-d"]))
    found = [_info(name, states.get(name, ""), accepting, usual[1] if usual else "") for name in names]
    return tuple(sorted(found, key=lambda printer: not printer.default))


def _options(job: PrintJob) -> list[str]:
    """The sheet's true size, never scaled; a landscape sheet is its portrait paper, which CUPS turns itself."""
    short_mm, long_mm = sorted((job.width_mm, job.height_mm))
    media = SIZES_MM.get((short_mm, long_mm)) or f"Custom.{job.width_mm:g}x{job.height_mm:g}mm"
    return ["-o", f"media={media}", "-o", "print-scaling=none"]


def _info(name: str, state: str, accepting: str, usual: str) -> PrinterInfo:
    words = "就绪"
    lowered = state.lower()
    if "disabled" in lowered or "paused" in lowered:
        words = "打印机已暂停"
    elif (
        "may not exist" in lowered
        or "unavailable" in lowered
        or "unable" in lowered
        or "waiting for" in lowered
    ):
        words = "打印机没有应答，可能没有开机"
    elif "media-empty" in lowered or "out of paper" in lowered:
        words = "打印机缺纸"
    elif re.search(rf"^{re.escape(name)} not accepting", accepting, re.MULTILINE):
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
