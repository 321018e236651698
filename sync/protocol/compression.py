"""Making a payload small, and large again without ever trusting what it says about its size."""

from __future__ import annotations

import zlib
from enum import IntEnum

import zstandard

from sync.protocol.codes import EnvelopeRefused

MAX_RAW_BYTES = 16 << 20
_ZSTD_LEVEL = 3
_ZSTD_WINDOW_BYTES = 8 << 20
_GZIP_CONTAINER = 31


class Compression(IntEnum):
    """Numbers on the wire. 3 is kept for zstd with a trained dictionary."""

    NONE = 0
    ZSTD = 1
    GZIP = 2


def compress(raw: bytes, way: Compression) -> bytes:
    """``raw`` in its wire form."""
    if way is Compression.ZSTD:
        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(raw)
    if way is Compression.GZIP:
        packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP_CONTAINER)
        return packer.compress(raw) + packer.flush()
    return raw


def decompress(packed: bytes, way: Compression, limit_bytes: int = MAX_RAW_BYTES) -> bytes:
    """The raw bytes; never takes more memory than the limit and a block.

    Raises EnvelopeRefused: ``too-large`` above the limit, ``bad-compression``.
    """
    try:
        raw = _expand(packed, way, limit_bytes + 1)
    except (zlib.error, zstandard.ZstdError, MemoryError):
        raise EnvelopeRefused("bad-compression") from None
    if len(raw) > limit_bytes:
        raise EnvelopeRefused("too-large")
    return raw


def _expand(packed: bytes, way: Compression, at_most: int) -> bytes:
    if way is Compression.ZSTD:
        opener = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW_BYTES)
        with opener.stream_reader(packed, read_across_frames=False) as reader:
            return bytes(reader.read(at_most))
    if way is Compression.GZIP:
        unpacker = zlib.decompressobj(_GZIP_CONTAINER)
        raw = unpacker.decompress(packed, at_most)
        if len(raw) < at_most and (not unpacker.eof or unpacker.unused_data):
            raise zlib.error("incomplete or followed by something")
        return raw
    return packed
