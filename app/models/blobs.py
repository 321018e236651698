"""Contents of attachments beside the register: encrypted, content-addressed, whole or not there at all (sync 12)."""

from __future__ import annotations

import errno
import hmac
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.attachments import CHUNK_BYTES, chunk_count, chunk_size
from app.errors import Refusal
from app.ids import new_secret
from app.keystore import write_whole

if TYPE_CHECKING:
    from app.models.register import Register

FOLDER = "contents"
PARTS = ".parts"
NONCE_BYTES, TAG_BYTES = 12, 16
SEALED_CHUNK_BYTES = NONCE_BYTES + CHUNK_BYTES + TAG_BYTES


def store_of(register: Register) -> ContentStore:
    """The contents that lie beside a register."""
    return ContentStore(register.home, register.keys.register_key)


class ContentStore:
    """The contents of all sites of one register, under a key made from the register's.

    A content is ``contents/<site>/<name>``: its chunks of 256 KiB, each sealed for its place. The name is keyed,
    so that the disk does not say what is there. While chunks still come they lie in ``<name>.parts``.
    Raises Refusal ``disk-full``, ``disk``; ``attachment-damaged`` where what is read was not what was written.
    """

    def __init__(self, home: Path, register_key: bytes) -> None:
        self._root = home / FOLDER
        self._key = hmac.digest(register_key, b"daiban-contents|seal", "sha256")
        self._naming = hmac.digest(register_key, b"daiban-contents|name", "sha256")

    def has(self, site_code: str, sha256: str) -> bool:
        """Whether the content is here, whole."""
        return self._place(site_code, sha256).is_file()

    def keep(self, site_code: str, content: bytes) -> str:
        """Keep a whole content, on disk when it returns; its SHA-256 in hex. The same one is kept once."""
        name = sha256_of(content).hexdigest()
        place = self._place(site_code, name)
        with _disk():
            if not place.is_file():
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(place, b"".join(self._sealed_chunks(site_code, name, content)))
            shutil.rmtree(self._parts(site_code, name), ignore_errors=True)
        return name

    def chunk(self, site_code: str, sha256: str, i: int) -> bytes:
        """Chunk ``i`` of a content that is here; Refusal ``no-content`` where it is not, or has no such chunk."""
        try:
            with self._place(site_code, sha256).open("rb") as file:
                file.seek(i * SEALED_CHUNK_BYTES)
                sealed = file.read(SEALED_CHUNK_BYTES)
        except FileNotFoundError:
            raise _not_here() from None
        if not sealed:
            raise _not_here()
        return self._unsealed(sealed, site_code, sha256, i)

    def read(self, site_code: str, sha256: str) -> bytes:
        """The whole content, its hash proved; Refusals ``no-content``, ``attachment-damaged``."""
        content = b"".join(self._chunks(site_code, sha256))
        if sha256_of(content).hexdigest() != sha256:
            raise _damaged()
        return content

    def missing(self, site_code: str, sha256: str, size: int, hashes: Sequence[str] = ()) -> tuple[int, ...]:
        """The chunks that are not here yet; with ``hashes`` those, too, that came with other bytes."""
        if self.has(site_code, sha256):
            return ()
        have = self._have(site_code, sha256)
        return tuple(
            i
            for i in range(chunk_count(size))
            if i not in have or (hashes and have[i] != self._part_name(i, hashes[i]))
        )

    def put(self, site_code: str, sha256: str, i: int, chunk: bytes) -> None:
        """Keep one chunk of a content that is still coming; the same one again changes nothing."""
        if self.has(site_code, sha256):
            return
        folder = self._parts(site_code, sha256)
        with _disk():
            folder.mkdir(parents=True, exist_ok=True)
            name = self._part_name(i, sha256_of(chunk).hexdigest())
            before = self._have(site_code, sha256).get(i)
            if before != name:
                write_whole(folder / name, self._sealed(chunk, site_code, sha256, i))
                if before:
                    (folder / before).unlink(missing_ok=True)

    def finish(self, site_code: str, sha256: str, size: int) -> bool:
        """Make the content whole where all of it has come; False where it has not.

        Raises Refusal ``wrong-content``: it is not the content its name says; nothing of it is kept.
        """
        if self.has(site_code, sha256):
            return True
        have = self._have(site_code, sha256)
        if len(have) < chunk_count(size):
            return False
        folder = self._parts(site_code, sha256)
        found, sealed = sha256_of(), []
        try:
            for i in range(chunk_count(size)):
                sealed.append((folder / have[i]).read_bytes())
                found.update(self._unsealed(sealed[-1], site_code, sha256, i))
        except FileNotFoundError:  # another process has just done the same
            return self.has(site_code, sha256)
        except Refusal:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        if found.hexdigest() != sha256:
            shutil.rmtree(folder, ignore_errors=True)
            raise Refusal("附件的内容和登记的不一样，没有收下。程序会重新传一次。", code="wrong-content")
        with _disk():
            write_whole(self._place(site_code, sha256), b"".join(sealed))
        shutil.rmtree(folder, ignore_errors=True)
        return True

    def begun(self, site_code: str, sha256: str) -> bool:
        """Whether some of the content has come."""
        return self._parts(site_code, sha256).is_dir()

    def drop(self, site_code: str, sha256: str) -> None:
        """Take a content away, whole or half."""
        with _disk():
            self._place(site_code, sha256).unlink(missing_ok=True)
        shutil.rmtree(self._parts(site_code, sha256), ignore_errors=True)

    def used_bytes(self, site_code: str) -> int:
        """What the contents of a site take on disk, half ones too."""
        return sum(_size(place) for place in (self._root / site_code).rglob("*"))

    def opaque(self, site_code: str, sha256: str) -> bytes:
        """32 bytes that name a content to nobody without the register's key."""
        return hmac.digest(self._naming, f"{site_code}|{sha256}".encode(), "sha256")

    def _place(self, site_code: str, sha256: str) -> Path:
        return self._root / site_code / self.opaque(site_code, sha256).hex()

    def _parts(self, site_code: str, sha256: str) -> Path:
        place = self._place(site_code, sha256)
        return place.with_name(place.name + PARTS)

    def _part_name(self, i: int, hash_hex: str) -> str:
        return f"{i}-{hmac.digest(self._naming, hash_hex.encode(), 'sha256').hex()[:32]}"

    def _have(self, site_code: str, sha256: str) -> dict[int, str]:
        try:
            names = os.listdir(self._parts(site_code, sha256))
        except FileNotFoundError:
            return {}
        return {int(name.partition("-")[0]): name for name in names if name[:1].isdigit()}

    def _chunks(self, site_code: str, sha256: str) -> Iterator[bytes]:
        i = 0
        while True:
            try:
                chunk = self.chunk(site_code, sha256, i)
            except Refusal as refusal:
                if i and refusal.code == "no-content":
                    return
                raise
            yield chunk
            i += 1
            if len(chunk) < CHUNK_BYTES:
                return

    def _sealed_chunks(self, site_code: str, sha256: str, content: bytes) -> Iterator[bytes]:
        for i in range(chunk_count(len(content))):
            start = i * CHUNK_BYTES
            part = content[start : start + chunk_size(len(content), i)]
            yield self._sealed(part, site_code, sha256, i)

    def _sealed(self, chunk: bytes, site_code: str, sha256: str, i: int) -> bytes:
        nonce = new_secret(NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, chunk, _about(site_code, sha256, i))

    def _unsealed(self, sealed: bytes, site_code: str, sha256: str, i: int) -> bytes:
        try:
            nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return AESGCM(self._key).decrypt(nonce, rest, _about(site_code, sha256, i))
        except (InvalidTag, ValueError):
            raise _damaged() from None


def contents_folder(home: Path) -> Path:
    """Where the contents of a register's attachments lie."""
    return home / FOLDER


def whole_files(home: Path) -> Iterator[Path]:
    """The files of all whole contents, for a backup."""
    for site in sorted(contents_folder(home).glob("*")):
        if site.is_dir():
            yield from sorted(p for p in site.iterdir() if p.is_file() and not p.name.startswith("."))


def _about(site_code: str, sha256: str, i: int) -> bytes:
    return f"{site_code}|{sha256}|{i}".encode()


def _size(place: Path) -> int:
    with suppress(FileNotFoundError):
        return place.stat().st_size if place.is_file() else 0
    return 0


@contextmanager
def _disk() -> Iterator[None]:
    """What the disk says, as advice."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        if full:
            raise Refusal(
                "磁盘已满，这份附件没有保存，以前的都在。请清理磁盘后再试。", field="file", code="disk-full"
            ) from error
        raise Refusal(
            "磁盘无法读写，这份附件没有保存，以前的都在。请检查磁盘或权限。", field="file", code="disk"
        ) from error


def _not_here() -> Refusal:
    return Refusal("这份附件的内容不在这里。请先同步，再试一次。", code="no-content")


def _damaged() -> Refusal:
    return Refusal(
        "这份附件在磁盘上的内容有损坏，没有打开；登记簿没有受影响。请从另一台电脑、乡镇或备份取回。",
        code="attachment-damaged",
    )
