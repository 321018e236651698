"""Rolls of 80 mm: every name prints as dots, the code can be read, and a printer that cannot print is said."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing.printers import thermal, thermal_network
from app.printing.printers.here import printer
from app.printing.printers.port import JobState, PrinterKind, SavedPrinter
from app.printing.printers.thermal_device import ThermalDevice
from app.printing.printers.thermal_network import ThermalNetwork, host_and_port
from tests.printing.descriptions import QR_TEXT
from tests.printing.printers import captured, cups_daemon, small_papers

ROLL = small_papers.paper(72.0, 120.0)


@contextmanager
def roll_printer(offline: int = 0x12, paper: int = 0x12, *, hangs_up: bool = False) -> Iterator[list[bytes]]:
    """A printer that answers questions about itself as its manual says; yields [address, what it printed]."""
    kept: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        worker = threading.Thread(target=_serve, args=(server, kept, offline, paper, hangs_up))
        worker.start()
        kept.append(f"127.0.0.1:{server.getsockname()[1]}".encode())
        try:
            yield kept
        finally:
            worker.join(20)


def _serve(server: socket.socket, kept: list[bytes], offline: int, paper: int, hangs_up: bool) -> None:
    wire, _ = server.accept()
    with wire:
        wire.settimeout(15)
        heard = b""
        while part := wire.recv(65536):
            heard += part
            if part.endswith(thermal_network.ASK_OFFLINE):
                wire.sendall(bytes([offline]))
            elif part.endswith(thermal_network.ASK_PAPER):
                wire.sendall(bytes([paper]))
            elif hangs_up:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                return
            elif part.endswith(thermal_network.ASK_WHEN_DONE):
                wire.sendall(b"\x00")
    kept.append(heard)


def network(kept: list[bytes]) -> ThermalNetwork:
    return ThermalNetwork("小票机", kept[0].decode())


def test_a_roll_printer_on_the_network_prints_a_rare_name_and_a_code_that_can_be_read() -> None:
    with roll_printer() as kept:
        receipt = network(kept).send(ROLL)
    assert receipt.printed
    assert b"\x1dv0" in kept[1]
    paper = captured.roll(kept[1])
    assert paper.width == 576
    assert captured.codes(paper) == {QR_TEXT}


def test_a_printer_that_answers_nothing_is_sent_the_paper_and_only_the_person_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thermal_network, "ANSWER_S", 0.05)
    with cups_daemon.sink() as silent:
        way = printer(SavedPrinter("小票机", PrinterKind.NETWORK, f"127.0.0.1:{silent.port}"))
        receipt = way.send(ROLL)
        assert captured.codes(captured.roll(silent.wait())) == {QR_TEXT}
    assert not receipt.printed
    assert way.news("").state is JobState.UNKNOWN


def test_a_roll_printer_that_is_off_is_said() -> None:
    with pytest.raises(Refusal, match="连不上小票机") as refused:
        ThermalNetwork("小票机", f"127.0.0.1:{cups_daemon.free_port()}").send(ROLL)
    assert refused.value.code == "printer-off"


@pytest.mark.parametrize(
    ("offline", "paper", "code", "words"),
    [
        (0x32, 0x12, "out-of-paper", "缺纸"),
        (0x12, 0x72, "out-of-paper", "缺纸"),
        (0x16, 0x12, "printer-stopped", "盖子"),
        (0x52, 0x12, "printer-stopped", "故障"),
    ],
)
def test_a_roll_printer_says_why_it_cannot_print_and_is_sent_nothing(
    offline: int, paper: int, code: str, words: str
) -> None:
    with roll_printer(offline, paper) as kept, pytest.raises(Refusal, match=words) as refused:
        network(kept).send(ROLL)
    assert refused.value.code == code
    assert b"\x1dv0" not in kept[1]


def test_a_printer_that_breaks_off_is_said_to_have_printed_perhaps_a_part() -> None:
    long_roll = small_papers.paper(72.0, 120.0, pages=4, copies=20)
    with roll_printer(hangs_up=True) as kept, pytest.raises(Refusal, match="印到一半") as refused:
        network(kept).send(long_roll)
    assert refused.value.code == "cut-off"


def test_a_device_file_gets_the_same_dots(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    ThermalDevice("小票机", device).send(ROLL)
    assert device.read_bytes() == thermal.encode(ROLL, 80)


def test_copies_and_pages_follow_each_other_on_the_roll() -> None:
    one = thermal.encode(small_papers.paper(72.0, 120.0), 80)
    assert thermal.encode(small_papers.paper(72.0, 120.0, copies=3), 80) == one * 3
    two_pages = captured.roll(thermal.encode(small_papers.paper(72.0, 120.0, pages=2), 80))
    assert two_pages.height == 2 * captured.roll(one).height


def test_white_below_the_last_line_is_not_fed() -> None:
    short, long = (thermal.encode(small_papers.paper(72.0, height), 80) for height in (90.0, 280.0))
    assert captured.roll(short).height == pytest.approx(captured.roll(long).height, abs=2)


@pytest.mark.needs("unix")
def test_a_device_without_paper_is_said() -> None:
    with pytest.raises(Refusal, match="缺纸") as refused:
        ThermalDevice("小票机", Path("/dev/full")).send(ROLL)
    assert refused.value.code == "out-of-paper"


def test_a_device_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有接上") as refused:
        ThermalDevice("小票机", tmp_path / "lp9").send(ROLL)
    assert refused.value.code == "printer-off"


def test_a_sheet_wider_than_the_roll_is_refused(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    with pytest.raises(Refusal, match="只能印80毫米宽的纸") as refused:
        ThermalDevice("小票机", device).send(small_papers.paper(148.0, 210.0))
    assert refused.value.code == "wrong-paper"
    assert device.read_bytes() == b""


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("10.0.0.9", ("10.0.0.9", 9100)),
        ("printer:9101", ("printer", 9101)),
        ("[fe80::1]:9102", ("fe80::1", 9102)),
        ("[fe80::1]", ("fe80::1", 9100)),
    ],
)
def test_an_address_is_a_host_with_or_without_a_port(address: str, parts: tuple[str, int]) -> None:
    assert host_and_port(address) == parts
