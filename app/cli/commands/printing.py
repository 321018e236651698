"""Commands of the printers: which there are, what waits for them, and how each is calibrated."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.printing.calibration import Calibration
    from app.services.print_queue import PrintJobRow

SHORT_ID = 6
NUMBERS = {"x": "x_mm", "y": "y_mm", "scale": "scale"}


def add_to(words: Words) -> None:
    made = words.add("printers", "有哪些打印机，现在能不能印", printers)
    made.add_argument("--add", default="", metavar="NAME", help="添加一台打印机，起个名字")
    made.add_argument(
        "--kind",
        default="thermal_network",
        choices=("thermal_network", "thermal_device", "pin24", "pdf_folder", "system"),
        help="打印机的种类",
    )
    made.add_argument(
        "--address", default="", metavar="WHERE", help="网络地址、设备文件、系统里的名字或文件夹"
    )
    made.add_argument("--width", type=int, default=80, choices=(58, 80), help="小票纸宽（毫米）")
    made.add_argument("--remove", default="", metavar="NAME", help="去掉一台自己添加的打印机")
    made = words.add("queue", "打印队列里有什么", queue)
    made.add_argument(
        "act",
        nargs="?",
        choices=("retry", "cancel", "printed", "failed"),
        help="再送、取消、印出来了、没印出来",
    )
    made.add_argument("id", nargs="?", default="", metavar="ID", help="队列里的编号，写末几位就行")
    made.add_argument("--printer", default="", metavar="NAME", help="再送时换一台打印机")
    made.add_argument("--all", action="store_true", help="连印好和取消的一起列出")
    made = words.add("calibrate", "打印机的校准页和校准数", calibrate)
    made.add_argument("printer", metavar="PRINTER", help="打印机")
    made.add_argument("--to", type=Path, default=None, metavar="FILE.pdf", help="把校准页存成 PDF")
    made.add_argument("--set", default="", metavar="x=MM,y=MM,scale=N", help="以后印到这台打印机的都这样移正")


def printers(asked: Namespace) -> Answer:
    from app.printing.printers.port import PrinterKind, SavedPrinter
    from app.services import printers as service

    with opened(asked) as desk:
        if asked.add:
            wanted = SavedPrinter(asked.add, PrinterKind(asked.kind), asked.address, asked.width)
            service.save(desk.register, wanted)
        if asked.remove:
            service.forget(desk.register, asked.remove)
        rows = service.rows(desk.register)
    facts = [
        {
            "name": row.name,
            "kind": row.kind.value,
            "ready": row.ready,
            "words": row.words,
            "default": row.default,
        }
        for row in rows
    ]
    lines = [f"{row.words} · {row.kind_words}" for row in rows]
    return Answer(facts, "\n".join(lines) or "没有找到打印机；单据可以先存成文件。")


def queue(asked: Namespace) -> Answer:
    from app.services import print_queue

    with opened(asked) as desk:
        if asked.act == "retry":
            print_queue.again(desk, asked.id, printer=asked.printer)
        elif asked.act == "cancel":
            print_queue.cancel(desk, asked.id)
        elif asked.act:
            print_queue.answer(desk, asked.id, asked.act == "printed")
        else:
            print_queue.work(desk.register, desk.clock)
        rows = print_queue.jobs(desk.register, every=asked.all)
    return Answer([_facts(row) for row in rows], "\n".join(map(_line, rows)) or "打印队列是空的。")


def calibrate(asked: Namespace) -> Answer:
    from app.printing.printers.pdf_file import PdfFile
    from app.printing.printers.port import PrintJob
    from app.services import printers as service

    with opened(asked) as desk:
        if asked.to is not None:
            file = service.sheet(desk.register, asked.printer)
            PdfFile(asked.to).send(PrintJob(file.pdf, file.title, file.width_mm, file.height_mm))
        if asked.set:
            service.calibrate(desk.register, asked.printer, _calibration(asked.set))
        kept = service.calibration(desk.register, asked.printer)
    facts = {
        "printer": asked.printer,
        "x_mm": kept.x_mm,
        "y_mm": kept.y_mm,
        "scale": kept.scale,
        "file": str(asked.to) if asked.to else None,
    }
    saved = f"校准页已存为 {asked.to}，请按原大小印到这台打印机上。" if asked.to else ""
    moves = f"右移 {kept.x_mm:g} 毫米，下移 {kept.y_mm:g} 毫米，比例 {kept.scale:g}"
    return Answer(facts, f"{saved}{asked.printer}：{moves}。")


def _calibration(text: str) -> Calibration:
    from app.printing.calibration import Calibration

    numbers: dict[str, float] = {}
    for part in text.split(","):
        name, _, value = part.partition("=")
        try:
            numbers[NUMBERS[name.strip()]] = float(value)
        except (KeyError, ValueError):
            raise Refusal(
                "校准数写成 x=1.5,y=-2,scale=0.995 这样。没有改动。", field="set", code="calibration"
            ) from None
    return Calibration(**numbers)


def _facts(row: PrintJobRow) -> dict[str, object]:
    return {
        "id": row.job_id,
        "paper": row.paper,
        "title": row.title,
        "case_no": row.case_no,
        "printer": row.printer,
        "copies": row.copies,
        "state": row.state,
        "sentence": row.sentence,
        "asks": row.asks,
        "tried": row.tried,
    }


def _line(row: PrintJobRow) -> str:
    asks = " 纸打出来了吗？" if row.asks else ""
    where = f" → {row.printer}" if row.printer else ""
    return f"{row.job_id[-SHORT_ID:]} {row.title} {row.case_no}{where}：{row.sentence}{asks}"
