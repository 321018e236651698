"""Running the web server until it is told to stop: own certificate, or plain HTTP on loopback only."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import socket
import sys
from asyncio import sslproto
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from app.errors import Refusal
from app.models.application import apply_received, sites_behind
from sync.server.applying import Applying
from sync.server.connections import ImpatientConnection
from sync.server.gate import HANDS, SEATS, Gate
from sync.server.night_watch import NightWatch
from sync.server.township import Township
from sync.server.upward.rounds import UpwardRounds
from sync.server.web import create_app

EVERYWHERE = "0.0.0.0"
LOOPBACK = "127.0.0.1"
KEEP_ALIVE_S = 15
GARBAGE_FROM = 50_000
"""New objects after which the young ones are looked through; Python's own 700 come with every other line."""
HEAPS = -8
"""glibc's name for how many heaps there may be."""
TLS_BUFFER_BYTES = 4 << 10
"""More than a usual batch; a large body is read in as many steps as it takes."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen; ``port`` 0 takes a free one."""

    port: int
    host: str = EVERYWHERE
    plain_http: bool = False

    def checked(self) -> Listening:
        """Refusal ``plain-http`` where unencrypted data would leave this machine."""
        if self.plain_http and not _is_loopback(self.host):
            raise Refusal(
                "明文 HTTP 只能用在本机（127.0.0.1），前面另有 HTTPS 代理时才需要。", code="plain-http"
            )
        return self


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # any other name may be looked up as anything
        return False


def serve(
    township: Township,
    listening: Listening,
    announce: Callable[[str], None],
    watch: NightWatch | None = None,
) -> None:
    """Finish what a killed server left, say the address once connections are accepted, and serve.

    ``watch`` looks meanwhile after verification and backups.
    """
    _share_one_heap()
    _apply_what_waits(township)
    door = _open_door(listening)
    host, port = door.getsockname()[:2]
    _slim_connections()
    settle_memory()
    announce(f"{'http' if listening.plain_http else 'https'}://{host}:{port}")
    gate = Gate(seats=SEATS, hands=HANDS)
    applying = Applying(township, lambda: gate.is_visited)
    beside: list[UpwardRounds | Applying | NightWatch] = [UpwardRounds(township), applying]
    beside += [watch] if watch is not None else []
    for one in beside:
        one.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):  # the usual way to stop it by hand
            app = create_app(township, gate, applying=applying)
            uvicorn.Server(configuration(app, township, plain_http=listening.plain_http)).run(sockets=[door])
    finally:
        for one in beside:
            one.stop()


def _share_one_heap() -> None:
    """Of Linux's own heap for each thread, the most that it ever held would stay; Python's threads take turns anyway."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library than glibc
            ctypes.CDLL(None).mallopt(HEAPS, 1)


def _slim_connections() -> None:
    """A connection's own buffer of 256 KiB would be a quarter of a gigabyte when a thousand rooms come at once."""
    sslproto.SSLProtocol.max_size = TLS_BUFFER_BYTES


def settle_memory() -> None:
    """What is loaded by now stays, and a batch makes thousands of objects but no rings of them.

    Looking through all that for garbage again and again would cost a third of the work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_FROM, 10, 10)


def _apply_what_waits(township: Township) -> None:
    with township.register.reading() as session:
        waiting = tuple(sites_behind(session))
    for site_code in waiting:
        apply_received(township.register, site_code, township.clock)


def _open_door(listening: Listening) -> socket.socket:
    try:
        socket.getaddrinfo(listening.host, listening.port)
        return unheld(socket.create_server((listening.host, listening.port)))
    except socket.gaierror as fault:
        raise Refusal(f"没有“{listening.host[:60]}”这个监听地址，请换一个。", code="host") from fault
    except OSError as fault:
        raise Refusal(f"端口 {listening.port} 用不了（可能已被占用），请换一个。", code="port") from fault


def unheld(door: socket.socket) -> socket.socket:
    """Every connection it accepts sends at once: with head and body in two packets, each answer would wait 40 ms."""
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def configuration(app: FastAPI, township: Township, *, plain_http: bool) -> uvicorn.Config:
    """How the township's web server speaks and how long it listens to whom."""
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        http=ImpatientConnection,
    )
    if not plain_http:
        certificate = township.certificate
        config.ssl_certfile = str(certificate.certificate_file)
        config.ssl_keyfile = str(certificate.key_file)
        config.ssl_keyfile_password = certificate.key_password
    config.load()
    if config.ssl is not None:
        config.ssl.num_tickets = (
            0  # no room comes back with one, and each connection would carry half a KiB of them
        )
    return config
