"""Makes a workbook's file say one moment only, whenever it was made: the last instant of its period."""

from __future__ import annotations

import re
import struct
import zipfile
from datetime import UTC, datetime
from io import BytesIO

from app.clock import CHINA

_LOCAL_TIME, _CENTRAL_TIME = 10, 12
_CENTRAL = b"PK\x01\x02"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def stamp_entries(made: bytes, at: datetime) -> bytes:
    """The same archive, every entry's time being ``at`` in China (to two seconds, as archives keep it)."""
    when = at.astimezone(CHINA)
    day = ((when.year - 1980) << 9) | (when.month << 5) | when.day
    clock = (when.hour << 11) | (when.minute << 5) | (when.second // 2)
    stamp = struct.pack("<HH", clock, day)
    stamped = bytearray(made)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        entries = archive.infolist()
        place = archive.start_dir
    for entry in entries:
        local = entry.header_offset + _LOCAL_TIME
        stamped[local : local + 4] = stamp
        assert stamped[place : place + 4] == _CENTRAL
        stamped[place + _CENTRAL_TIME : place + _CENTRAL_TIME + 4] = stamp
        name, extra, comment = struct.unpack_from("<HHH", stamped, place + 28)
        place += 46 + name + extra + comment
    return bytes(stamped)


def stamp_workbook(made: bytes, at: datetime) -> bytes:
    """A workbook some other writer made: its properties and entries all say ``at``."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            new.writestr(zipfile.ZipInfo(entry.filename), part, zipfile.ZIP_DEFLATED)
    return stamp_entries(packed.getvalue(), at)
