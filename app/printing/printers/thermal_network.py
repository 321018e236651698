"""A thermal roll printer on the network: raw bytes to its port 9100, and what it says of itself."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from app.errors import Refusal
from app.printing.printers import thermal
from app.printing.printers.port import NOBODY_KNOWS, SAFE, JobNews, PrintJob, SendReceipt

USUAL_PORT = 9100
CONNECT_S = 5.0
LOOK_S = 1.5
SEND_S = 30.0  # a roll printer takes its dots as fast as it prints them
ANSWER_S = 1.0
DONE_S = 20.0
ASK_OFFLINE = b"\x10\x04\x02"  # DLE EOT 2: causes of being off-line, answered at once
ASK_PAPER = b"\x10\x04\x04"  # DLE EOT 4: the roll's sensors
ASK_WHEN_DONE = b"\x1dr\x01"  # GS r 1: the roll's sensors, answered when everything before was worked through
NO_PAPER = "缺纸，请换一卷纸"
COVER_OPEN, PAPER_OUT, IN_FAULT, ROLL_END = 0x04, 0x20, 0x40, 0x60


@dataclass(frozen=True, slots=True)
class ThermalNetwork:
    """``address`` is host or host:port."""

    name: str
    address: str
    roll_mm: int = 80

    def send(self, job: PrintJob) -> SendReceipt:
        """Dots down the wire. A printer that answers is asked for paper before and for the end after.

        Refusals: ``wrong-paper``, ``printer-off``, ``out-of-paper``, ``printer-stopped``, ``cut-off``.
        """
        dots = thermal.encode(job, self.roll_mm)
        with self._called() as wire:
            try:
                answers, trouble = _trouble(wire)
            except OSError as error:
                raise self._off() from error
            if trouble:
                code = "out-of-paper" if trouble == NO_PAPER else "printer-stopped"
                raise Refusal(f"没有送印：小票机“{self.name}”{trouble}。{SAFE}", code=code)
            done = _pour(wire, dots, self.name, answers=answers)
        if done:
            return SendReceipt(f"小票机“{self.name}”报告已印完", printed=True)
        return SendReceipt(f"已送到小票机“{self.name}”")

    def _called(self) -> socket.socket:
        try:
            return socket.create_connection(host_and_port(self.address), timeout=CONNECT_S)
        except OSError as error:
            raise self._off() from error

    def _off(self) -> Refusal:
        words = f"没有送印：连不上小票机“{self.name}”，可能没有开机或没有接上网线。{SAFE}"
        return Refusal(words, code="printer-off")

    def trouble(self) -> str:
        """Why it cannot print now, "" where it can or does not say; asks it."""
        try:
            with socket.create_connection(host_and_port(self.address), timeout=LOOK_S) as wire:
                return _trouble(wire)[1]
        except OSError:
            return "连不上，可能没有开机"

    def news(self, job: str) -> JobNews:
        return NOBODY_KNOWS

    def take_back(self, job: str) -> bool:
        return False


def host_and_port(address: str) -> tuple[str, int]:
    """``host``, ``host:port`` or ``[v6]:port``; ValueError for a port that is none."""
    if address.startswith("["):
        host, _, rest = address[1:].partition("]")
        return host, int(rest.lstrip(":") or USUAL_PORT)
    host, _, port = address.partition(":")
    return host, int(port or USUAL_PORT)


def _trouble(wire: socket.socket) -> tuple[bool, str]:
    """(whether the printer answers questions, what it says keeps it from printing)."""
    cause = _ask(wire, ASK_OFFLINE, ANSWER_S)
    if cause is None:
        return False, ""
    paper = _ask(wire, ASK_PAPER, ANSWER_S) or 0
    if cause & PAPER_OUT or paper & ROLL_END:
        return True, NO_PAPER
    if cause & COVER_OPEN:
        return True, "的盖子没有合上"
    return True, "报告有故障，请看一看打印机" if cause & IN_FAULT else ""


def _pour(wire: socket.socket, dots: bytes, name: str, *, answers: bool) -> bool:
    """Send everything; whether the printer said that it is done with it."""
    try:
        wire.settimeout(SEND_S)
        wire.sendall(dots)
        done = _ask(wire, ASK_WHEN_DONE, DONE_S) is not None if answers else False
        wire.shutdown(socket.SHUT_WR)
    except OSError as error:
        raise Refusal(
            f"小票机“{name}”印到一半断开了，纸上可能不完整。请看一看打印机，再送一次。登记的数据没有受影响。",
            code="cut-off",
        ) from error
    return done


def _ask(wire: socket.socket, question: bytes, wait_s: float) -> int | None:
    """The one byte a printer answers, or None where it keeps silent."""
    wire.settimeout(wait_s)
    try:
        wire.sendall(question)
        answer = wire.recv(1)
    except TimeoutError:
        return None
    except OSError as error:
        raise ConnectionResetError from error
    return answer[0] if answer else None
