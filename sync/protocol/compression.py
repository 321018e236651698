"""Making a payload small, and large again without ever trusting what it says about its size."""

from __future__ import annotations

import zlib
from enum import IntEnum
from functools import cache

import zstandard

from app import assets
from sync.protocol.codes import EnvelopeRefused

MAX_RAW_BYTES = 16 << 20
DICTIONARY = 1
"""The number of the dictionary we compress with; a released one never changes (bench/train_dictionary.py)."""
_ZSTD_LEVEL = 3
_THOROUGH_LEVELS = ((8 << 10, 15), (320 << 10, 9))
"""(up to so many raw bytes, level): what goes over a slow line is worth a millisecond of trying."""
_ZSTD_WINDOW_BYTES = 8 << 20
_GZIP_CONTAINER = 31


class Compression(IntEnum):
    """Numbers on the wire. 3 is zstd with the trained dictionary that the header names."""

    NONE = 0
    ZSTD = 1
    GZIP = 2
    ZSTD_TRAINED = 3


def compress(raw: bytes, way: Compression) -> bytes:
    """``raw`` in its wire form."""
    if way is Compression.ZSTD:
        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(raw)
    if way is Compression.ZSTD_TRAINED:
        level = next((level for size, level in _THOROUGH_LEVELS if len(raw) <= size), _ZSTD_LEVEL)
        return zstandard.ZstdCompressor(dict_data=_trained(level), compression_params=_terse(level)).compress(
            raw
        )
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


@cache
def _terse(level: int) -> zstandard.ZstdCompressionParameters:
    """Without what our header says already: sizes, sums, the dictionary's number."""
    return zstandard.ZstdCompressionParameters.from_level(
        level, write_content_size=0, write_checksum=0, write_dict_id=0
    )


@cache
def _trained(level: int) -> zstandard.ZstdCompressionDict:
    """The dictionary, laid out once for a level; 0 for opening."""
    dictionary = zstandard.ZstdCompressionDict(assets.data("wire", f"dictionary-{DICTIONARY}.zdict"))
    if level:
        dictionary.precompute_compress(compression_params=_terse(level))
    return dictionary


def _expand(packed: bytes, way: Compression, at_most: int) -> bytes:
    if way in (Compression.ZSTD, Compression.ZSTD_TRAINED):
        trained = _trained(0) if way is Compression.ZSTD_TRAINED else None
        opener = zstandard.ZstdDecompressor(dict_data=trained, max_window_size=_ZSTD_WINDOW_BYTES)
        with opener.stream_reader(packed, read_across_frames=False) as reader:
            return bytes(reader.read(at_most))
    if way is Compression.GZIP:
        unpacker = zlib.decompressobj(_GZIP_CONTAINER)
        raw = unpacker.decompress(packed, at_most)
        if len(raw) < at_most and (not unpacker.eof or unpacker.unused_data):
            raise zlib.error("incomplete or followed by something")
        return raw
    return packed
