"""The decoders fuzzed by what their code does (Atheris, test-only, not in the lock; Linux).

    pip install atheris
    python -m tests.sync.hostile.guided -max_total_time=60

The first byte of an input says how it is dressed: as it is, behind our first bytes, or signed around as header,
payload or first line, so that the signature stops nothing. Words after the command go to libFuzzer.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports():
    from sync.protocol import envelope
    from sync.protocol.compression import Compression, compress
    from sync.protocol.envelope import Header, Kind
    from tests.sync.hostile.decoders import BY, DECODERS, KEY, opened

USUAL = Header(
    kind=Kind.PUSH,
    sender=BY.sender,
    receiver=BY.receiver,
    site_code=BY.site_code,
    from_seq=1,
    to_seq=1,
    prev_hash=bytes(32),
    head_hash=bytes(32),
)
HEAD_BYTES = envelope._HEADER.size


def dressed(noise: bytes) -> bytes:
    """An input as something that a decoder looks at."""
    way, rest = (noise[0] if noise else 0), noise[1:]
    if way % 8 == 0:
        return rest
    if way % 8 == 1:
        return envelope.MAGIC + rest
    if way % 8 == 2 and len(rest) >= HEAD_BYTES:
        head = envelope.MAGIC + rest[:HEAD_BYTES]
        return head + KEY.sign(head) + rest[HEAD_BYTES:]
    kind = list(Kind)[way // 8 % len(Kind)]
    compression = list(Compression)[way % 4]
    raw = rest if way % 8 > 4 else rest.replace(b"\n", b" ") + b"\n"
    packed = rest if way % 8 == 3 else compress(raw, compression)
    to_seq = max(raw.count(b"\n") - (kind is not Kind.PUSH), 0)
    header = replace(USUAL, kind=kind, to_seq=to_seq, compression=compression)
    claimed = envelope._Payload(len(raw), len(packed), sha256(packed).digest())
    head = envelope.MAGIC + envelope._pack(header, claimed)
    return head + KEY.sign(head) + packed


def look(noise: bytes) -> None:
    wire = dressed(noise)
    for decoder in DECODERS:
        opened(decoder, wire)


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
