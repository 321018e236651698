"""One question in the printing system's own language (IPP, RFC 8011): how a job ended. ``lpstat`` does not say it."""

from __future__ import annotations

import http.client
import os
import socket
import struct

ANSWER_S = 5.0
USUAL_PORT = 631
GET_JOB_ATTRIBUTES = 0x0009
CHARSET, LANGUAGE, URI, KEYWORD, NAME = 0x47, 0x48, 0x45, 0x44, 0x42
JOB_STATE = b"\x23\x00\x09job-state\x00\x04"
"""An enum called job-state of four bytes, as it stands in an answer."""
CANCELED, ABORTED, COMPLETED = 7, 8, 9


def job_state(number: int) -> int | None:
    """The job's state (RFC 8011 5.3.7: 3 pending to 9 completed), None where the printing system does not say."""
    connection = _connection(os.environ.get("CUPS_SERVER", "") or "localhost")
    try:
        connection.request("POST", "/", _question(number), {"Content-Type": "application/ipp"})
        answer = connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    at = answer.find(JOB_STATE) + len(JOB_STATE)
    return (
        struct.unpack(">I", answer[at : at + 4])[0] if JOB_STATE in answer and len(answer) >= at + 4 else None
    )


def _question(number: int) -> bytes:
    attributes = (
        (CHARSET, "attributes-charset", "utf-8"),
        (LANGUAGE, "attributes-natural-language", "en"),
        (URI, "job-uri", f"ipp://localhost/jobs/{number}"),
        (NAME, "requesting-user-name", "daiban"),
        (KEYWORD, "requested-attributes", "job-state"),
    )
    return (
        struct.pack(">BBHIB", 2, 0, GET_JOB_ATTRIBUTES, 1, 0x01)
        + b"".join(_attribute(*each) for each in attributes)
        + b"\x03"
    )


def _attribute(tag: int, name: str, value: str) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value.encode()


class _SocketFile(http.client.HTTPConnection):
    """HTTP through a socket in the file system."""

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWER_S)
        self.sock.connect(self.host)


def _connection(server: str) -> http.client.HTTPConnection:
    """``server`` as CUPS_SERVER has it: host, host:port (perhaps with /version=…) or a socket's path."""
    if server.startswith("/"):
        return _SocketFile(server)
    host, _, port = server.partition("/")[0].partition(":")
    return http.client.HTTPConnection(host, int(port or USUAL_PORT), timeout=ANSWER_S)
