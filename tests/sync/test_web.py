"""The web door: hard limits, few batches in work, slow ones cut, our own faults without anyone's name."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable

import pytest

from app.errors import Refusal
from sync.client.transport import HttpCarrier, NoAnswer
from sync.protocol.envelope import MAX_WIRE_BYTES
from sync.server import web
from sync.server.gate import Gate
from tests.sync.lines import add_villagers, assert_equal
from tests.sync.stations import Room, RunningTownship


def raw_connection(township: RunningTownship) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    port = int(township.url.rsplit(":", 1)[1])
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20))


def test_a_sign_of_life(township: RunningTownship) -> None:
    with raw_connection(township) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"200 OK" in line.recv(1000)


def test_more_than_eight_mebibytes_are_refused_while_reading(township: RunningTownship) -> None:
    with HttpCarrier(township.url, None) as carrier:
        answer = carrier.post("/v1/exchange", bytes(MAX_WIRE_BYTES + 1))
    assert (answer.status, json.loads(answer.body)["code"]) == (413, "too-large")


def test_the_ninth_batch_is_told_to_come_again(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    township.stop()
    gate = Gate(limit=0)
    made = web.create_app
    monkeypatch.setattr("tests.sync.stations.create_app", lambda opened: made(opened, gate))
    township.start()
    with HttpCarrier(township.url, None) as carrier:
        answer = carrier.post("/v1/exchange", b"anything")
    assert (answer.status, answer.retry_after_s) == (503, 1.0)
    assert json.loads(answer.body)["code"] == "busy"
    add_villagers(room, "王秀英")
    with pytest.raises(Refusal) as caught:
        room.sync(give_up_s=-1.0)
    assert caught.value.code == "no-answer"
    gate.limit = 8
    room.sync()
    assert_equal(township, [room])
    assert gate.in_work == 0


def test_a_body_that_comes_too_slowly_is_cut(
    township: RunningTownship, monkeypatch: pytest.MonkeyPatch
) -> None:
    township.stop()
    gate = Gate(patience_s=0.2)
    made = web.create_app
    monkeypatch.setattr("tests.sync.stations.create_app", lambda opened: made(opened, gate))
    township.start()
    with raw_connection(township) as line:
        line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nDBN1")
        assert b"400" in line.recv(1000)
    assert gate.in_work == 0


def test_a_server_that_stops_waits_for_no_browser_left_open(
    township: RunningTownship, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asyncio.constants.SSL_SHUTDOWN_TIMEOUT", 10_000.0)
    with raw_connection(township) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in line.recv(1000)
        stopping = threading.Thread(target=township.stop)
        stopping.start()
        stopping.join(60)
        assert not stopping.is_alive()
    township.start()


def test_our_own_fault_leaves_a_place_and_no_words_in_the_log(
    township: RunningTownship,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fall(*_arguments: object, **_how: object) -> None:
        raise ValueError("王秀英 622101196503120048")

    monkeypatch.setattr(web, "exchange", fall)
    expected_log("ERROR sync.server.web: request failed: ValueError at .*test_web.py")
    with HttpCarrier(township.url, None) as carrier:
        answer = carrier.post("/v1/exchange", b"anything")
    assert (answer.status, json.loads(answer.body)["code"]) == (500, "failed")
    assert "王秀英" not in caplog.text and "王秀英".encode() not in answer.body


def test_there_is_no_answer_where_nobody_listens() -> None:
    with HttpCarrier("https://127.0.0.1:9", b"\1" * 32) as carrier, pytest.raises(NoAnswer):
        carrier.post("/v1/exchange", b"")


def test_plain_http_on_loopback_works_behind_a_proxy(
    township: RunningTownship, make_room: Callable[..., Room]
) -> None:
    township.stop()
    township.plain_http, township.url = True, ""
    township.start()
    room = make_room("plain")
    room.enrol(township)
    add_villagers(room, "王秀英")
    room.sync()
    assert_equal(township, [room])


def test_a_server_that_takes_the_batch_and_says_nothing_is_given_up_in_time(
    township: RunningTownship, room: Room
) -> None:
    add_villagers(room, *(f"村民{number}" for number in range(50)))
    port = int(township.url.rsplit(":", 1)[1])
    begun = time.monotonic()
    with township.offline(), socket.create_server(("127.0.0.1", port)), pytest.raises(Refusal) as caught:
        room.sync(give_up_s=1.0)
    assert caught.value.code == "no-answer"
    assert time.monotonic() - begun < 20
    room.sync()
    assert_equal(township, [room])
