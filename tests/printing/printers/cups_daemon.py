"""A printing system of one's own for a test: a private CUPS daemon on loopback, and sinks in the printers' place."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_S = 10.0
DAEMON = "/usr/sbin/cupsd"
SETTINGS = """LogLevel warn
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
DefaultPaperSize A4
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Location /admin>
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow localhost
  </Limit>
</Policy>
"""
FILES = """SystemGroup root
User {user}
Group {group}
ServerRoot {root}/etc
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
Printcap
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Sink:
    """A printer's network socket that keeps what it was sent; ``wait`` returns the next job's bytes."""

    port: int
    _jobs: list[bytes] = field(default_factory=list)
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def keep(self, job: bytes) -> None:
        with self._arrived:
            self._jobs.append(job)
            self._arrived.notify_all()

    def wait(self, timeout_s: float = 15.0) -> bytes:
        with self._arrived:
            assert self._arrived.wait_for(lambda: bool(self._jobs), timeout_s), "no job reached the printer"
            return self._jobs.pop(0)


@contextmanager
def sink() -> Iterator[Sink]:
    """A printer that is on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = Sink(server.getsockname()[1])
        reader = threading.Thread(target=_keep_jobs, args=(server, kept))
        reader.start()
        try:
            yield kept
        finally:
            with socket.create_connection(("127.0.0.1", kept.port)):
                pass  # an empty job ends the reader
            reader.join()


def _keep_jobs(server: socket.socket, kept: Sink) -> None:
    while True:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(15)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        if not parts:
            return
        kept.keep(b"".join(parts))


@contextmanager
def daemon(*, spool_bytes: int = 0) -> Iterator[str]:
    """Runs a private cupsd and yields its address for CUPS_SERVER; its disk takes files of ``spool_bytes`` at most."""
    as_root = os.geteuid() == 0
    root = Path(tempfile.mkdtemp(prefix="daiban-cups-"))
    port = free_port()
    user, group = ("lp", "lp") if as_root else (_me(), _mine())
    for name in ("etc", "etc/ppd", "spool", "spool/tmp", "cache", "run", "log"):
        (root / name).mkdir()
        if as_root:
            shutil.chown(root / name, user, group)
    root.chmod(0o755)
    (root / "etc/cupsd.conf").write_text(SETTINGS.format(port=port))
    (root / "etc/cups-files.conf").write_text(FILES.format(root=root, user=user, group=group))
    command = [DAEMON, "-f", "-c", f"{root}/etc/cupsd.conf", "-s", f"{root}/etc/cups-files.conf"]
    if spool_bytes:
        command = ["sh", "-c", f'trap "" XFSZ; ulimit -f {spool_bytes // 512}; exec "$@"', "sh", *command]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_open(port, process, root)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(root, ignore_errors=True)


def add_queue(server: str, name: str, device: str, model: str) -> None:
    """A queue that sends to ``device``; ``model`` is ``raw`` or a printer description of the system."""
    command = [
        "lpadmin",
        "-h",
        server,
        "-p",
        name,
        "-E",
        "-v",
        device,
        "-o",
        "printer-error-policy=retry-job",
    ]
    subprocess.run(
        [*command, *(["-P", model] if model.startswith("/") else ["-m", model])],
        check=True, capture_output=True, timeout=20,
    )  # fmt: skip


def _wait_until_open(port: int, process: subprocess.Popen[bytes], root: Path) -> None:
    """Until the daemon answers; a refused connection is the only sign it gives before that."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.02)
    log = root / "log/error"
    raise AssertionError(f"cupsd did not start: {log.read_text() if log.exists() else 'no log'}")


def _me() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def _mine() -> str:
    import grp

    return grp.getgrgid(os.getegid()).gr_name
