"""The printers of a room: the system's own and those set up by hand, how each is out, and what each paper wants."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app.domain.text import clean
from app.errors import Refusal
from app.models import print_store
from app.models.register import Register
from app.models.tables import PaperSetting as PaperSettingRow
from app.printing.calibration import Calibration, checked
from app.printing.papers import paper_kind
from app.printing.printers import here
from app.printing.printers.port import KIND_WORDS, SAFE, Printer, PrinterInfo, PrinterKind, SavedPrinter
from app.printing.printers.thermal_network import host_and_port
from app.services import preferences

if TYPE_CHECKING:
    from app.services.papers import PaperFile

PRINTERS = "printers"
CALIBRATIONS = "printer_calibrations"
CALIBRATION_SHEET = "calibration"
"""The paper that is never moved: it measures by how much the others must be."""
TEST_SHEET = "test"
SHEETS = frozenset({CALIBRATION_SHEET, TEST_SHEET})
"""Papers for the printer's sake, which nobody counts."""
ON_A_ROLL = frozenset({PrinterKind.NETWORK, PrinterKind.DEVICE})
ROLL_PAPER_MM = {58: 48.0, 80: 72.0}
MOST_COPIES = 20


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer to choose; ``words`` hold its name and, where it is not ready, why. ``saved``: set up by hand."""

    name: str
    words: str
    ready: bool
    kind: PrinterKind = PrinterKind.SYSTEM
    kind_words: str = KIND_WORDS[PrinterKind.SYSTEM]
    saved: bool = False
    default: bool = False


@dataclass(frozen=True, slots=True)
class PaperSetting:
    """How this PC prints one kind of paper; "" is the system's usual printer, its usual tray, the usual layout."""

    paper: str
    printer: str = ""
    tray: str = ""
    layout: str = ""
    copies: int = 1
    x_mm: float = 0.0
    y_mm: float = 0.0
    scale: float = 1.0


def rows(register: Register) -> tuple[PrinterRow, ...]:
    """Every printer, those set up by hand first; asks the system, so never from the window's thread."""
    system = here.available()
    own = saved(register)
    behind = {printer.address for printer in own if printer.kind is PrinterKind.PIN24}
    return (
        *(_row(here.look(printer, system), printer) for printer in own),
        *(_row(info) for info in system if info.name not in behind),
    )


def saved(register: Register) -> tuple[SavedPrinter, ...]:
    """The printers that this PC's people set up by hand."""
    kept: list[dict[str, Any]] = preferences.get(register, PRINTERS, [])
    return tuple(
        SavedPrinter(each["name"], PrinterKind(each["kind"]), each["address"], int(each["width"]))
        for each in kept
    )


def save(register: Register, printer: SavedPrinter) -> SavedPrinter:
    """Keep a printer, replacing one of the same name. Refusals on ``name``, ``address``, ``width``."""
    name, address = clean(printer.name), printer.address.strip()
    if not name:
        raise Refusal("请给打印机起个名字，如“小票机”。没有保存。", field="name", code="printer-name")
    if not address:
        raise Refusal("请填打印机的地址。没有保存。", field="address", code="printer-address")
    if printer.kind is PrinterKind.NETWORK:
        try:
            host_and_port(address)
        except ValueError:
            raise Refusal(
                "地址写成 192.168.1.50 或 192.168.1.50:9100。没有保存。",
                field="address",
                code="printer-address",
            ) from None
    if printer.width_mm not in ROLL_PAPER_MM:
        raise Refusal("小票纸宽只能是 58 或 80 毫米。没有保存。", field="width", code="printer-width")
    whole = SavedPrinter(name, printer.kind, address, printer.width_mm)
    _keep(register, (*(each for each in saved(register) if each.name != name), whole))
    return whole


def forget(register: Register, name: str) -> None:
    """Take a printer that was set up by hand off the list; a name that is not there changes nothing."""
    _keep(register, tuple(each for each in saved(register) if each.name != name))


def road(register: Register, name: str) -> Printer:
    """The way to a printer; "" is the system's usual one. Refusal ``no-printer`` where there is none."""
    for printer in saved(register):
        if printer.name == name:
            return here.printer(printer)
    return here.system_printer(name or usual())


def usual() -> str:
    """The name of the system's usual printer. Refusal ``no-printer``."""
    found = here.available()
    if not found:
        raise Refusal(f"没有送印：这台电脑上没有找到打印机，接好后会自动再送。{SAFE}", code="no-printer")
    return found[0].name


def setting(register: Register, paper: str) -> PaperSetting:
    """How this PC prints ``paper``; the usual way where nobody chose."""
    with register.reading() as session:
        row = print_store.setting(session, paper)
        if row is None:
            return PaperSetting(paper)
        return PaperSetting(
            paper, row.printer, row.tray, row.layout, row.copies, row.x_mm, row.y_mm, row.scale
        )


def layout_for(register: Register, paper: str, name: str = "") -> str:
    """The layout a paper comes out in where nobody names one: the roll on a receipt printer, else the remembered one.

    ``name`` "" is the printer remembered for this paper.
    """
    kind = paper_kind(paper)
    remembered = setting(register, paper)
    wanted = name or remembered.printer
    on_roll = any(each.name == wanted and each.kind in ON_A_ROLL for each in saved(register))
    rolls = [layout.name for layout in kind.layouts if layout.roll]
    if on_roll and rolls:
        return rolls[0]
    known = remembered.layout in [layout.name for layout in kind.layouts]
    return remembered.layout if known else ""


def put_setting(register: Register, wanted: PaperSetting) -> None:
    """Keep how this PC prints a paper. Refusals on ``copies``, ``x``, ``y``, ``scale``."""
    if not 1 <= wanted.copies <= MOST_COPIES:
        raise Refusal(f"份数要在 1 到 {MOST_COPIES} 之间。没有改动。", field="copies", code="copies")
    checked(Calibration(wanted.x_mm, wanted.y_mm, wanted.scale))
    with register.writing() as session:
        print_store.put_setting(session, PaperSettingRow(**asdict(wanted)))
        session.commit()


def calibration(register: Register, name: str) -> Calibration:
    """By how much what this printer prints must be moved."""
    kept = preferences.get(register, CALIBRATIONS, {}).get(name)
    return Calibration(**kept) if kept else Calibration()


def calibrate(register: Register, name: str, wanted: Calibration) -> None:
    """Keep by how much a printer is out. Refusal ``calibration`` on ``x``, ``y`` or ``scale``."""
    kept = preferences.get(register, CALIBRATIONS, {})
    preferences.put(register, CALIBRATIONS, {**kept, name: asdict(checked(wanted))})


def calibration_for(register: Register, name: str, paper: str, size_mm: tuple[float, float]) -> Calibration:
    """The printer's own, and what this paper needs besides on the printer chosen for it.

    A printer is out in the direction its paper runs, a paper's own offset is as one reads it.
    """
    if paper == CALIBRATION_SHEET:
        return Calibration()
    kind = next((each.kind for each in saved(register) if each.name == name), PrinterKind.SYSTEM)
    whole = calibration(register, name)
    if here.turns(kind, *size_mm):
        whole = whole.turned(size_mm[0])
    wanted = setting(register, paper)
    if wanted.printer in ("", name):
        whole = whole.then(Calibration(wanted.x_mm, wanted.y_mm, wanted.scale))
    return whole


def sheet(register: Register, name: str, *, test: bool = False) -> PaperFile:
    """The sheet to measure a printer by, of the paper that lies in it; ``test`` is moved as papers are."""
    from app.printing import calibration as sheets
    from app.services.papers import PaperFile

    width_mm, height_mm = _sheet_size(register, name)
    pdf = sheets.sheet(width_mm, height_mm, name)
    title = "打印测试页" if test else "打印校准页"
    return PaperFile(TEST_SHEET if test else CALIBRATION_SHEET, title, pdf, width_mm, height_mm, 1, (), {})


def _sheet_size(register: Register, name: str) -> tuple[float, float]:
    kinds = {printer.name: printer for printer in saved(register)}
    printer = kinds.get(name)
    if printer is None or printer.kind in (PrinterKind.SYSTEM, PrinterKind.FOLDER):
        return 210.0, 297.0
    return (241.0, 139.7) if printer.kind is PrinterKind.PIN24 else (ROLL_PAPER_MM[printer.width_mm], 120.0)


def _row(info: PrinterInfo, printer: SavedPrinter | None = None) -> PrinterRow:
    kind = printer.kind if printer else PrinterKind.SYSTEM
    words = info.name if info.ready else f"{info.name}（{info.words}）"
    return PrinterRow(info.name, words, info.ready, kind, KIND_WORDS[kind], printer is not None, info.default)


def _keep(register: Register, printers: tuple[SavedPrinter, ...]) -> None:
    preferences.put(
        register,
        PRINTERS,
        [
            {"name": each.name, "kind": each.kind.value, "address": each.address, "width": each.width_mm}
            for each in printers
        ],
    )
