"""A stick at the clerk's browser: its files taken in as by the command, the answers kept a while for who brought it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from app.domain.attachments import CHUNK_BYTES
from app.errors import Refusal
from app.models.another_try import until_it_stands
from sync.client.sticks import LeftAlone
from sync.protocol import stick_words
from sync.protocol.key_changes import FILE as KEYS_FILE
from sync.protocol.sticks import SUFFIX
from sync.server import sticks
from sync.server.console.visits import Brought
from sync.server.stick_blobs import ScanFile
from sync.server.sticks import FileTaken, StickTaken
from sync.server.township import Township
from sync.server.upward import sticks as upward_sticks
from sync.server.upward.enrolling import superior_of
from sync.server.upward.sticks import AnswerKept, BroughtHome, WrittenUp

FOLDER = "console-sticks"
KEPT_MINUTES = 30
LARGEST_ZIP_BYTES = 64 << 20
_COMING = "coming"
_TAKEN_ALL_THE_SAME = "restored"
_NOT_FOR_HERE = "不是要在这里读的文件（例如自己写的），没有读，也没有动它。"
_KEYS_SEEN = "是换钥匙的说明，已看过。"
_ONCE_MORE = "区县的回执，已读入；和区县还没有对齐，请再写一次U盘带去。"
_UPWARD = "-up"
Became = FileTaken | ScanFile | AnswerKept | LeftAlone


@dataclass(frozen=True, slots=True)
class FileSaid:
    """What became of one file that was chosen; ``site_code`` is "" where nobody can say whose it is."""

    name: str
    sentence: str
    site_code: str = ""
    new: int = 0
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class StickRead:
    """Every chosen file in the order of names, and what is said where not all answers could be written.

    ``once_more``: a stick must go to the district once more before both agree.
    """

    files: tuple[FileSaid, ...]
    unwritten: str = ""
    once_more: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The files that wait to be saved onto a stick: answers home, or (``is_upward``) what goes to the district."""

    files: tuple[Path, ...]
    is_upward: bool


def read(township: Township, holder: str, chosen: Sequence[Brought]) -> StickRead:
    """Take in what was chosen; the answers wait for ``holder`` (a session), what waited before is gone.

    The district's answers first: what it decided goes home with those who brought the stick. Raises Refusal ``disk-full`` where there is no room to lay the files down; nothing was taken in then.
    """
    clear(township, holder)
    with _coming(township) as place:
        laid = _laid(place, sorted(chosen, key=lambda one: _plain(one.name)))
        home = until_it_stands(partial(_from_above, township, place))
        taken = until_it_stands(partial(sticks.take_in, township, place))
        _keep(township, f"{holder}{_stamp(township)}", taken.answers)
    return StickRead(_said(laid, taken, home), taken.unwritten, home.once_more)


def write_up(township: Township, holder: str) -> WrittenUp:
    """Everything that the district has not acknowledged waits for ``holder``, to be saved onto a stick.

    What waited before is gone. Raises Refusal ``not-enrolled``, ``disk-full``.
    """
    clear(township, holder)
    with _coming(township) as place:
        try:
            written = until_it_stands(partial(upward_sticks.write_out, township, place))
        except Refusal as refusal:
            raise _no_room() if refusal.code == "stick" else refusal from None
        _keep(township, f"{holder}{_UPWARD}{_stamp(township)}", written.files)
    return written


def waiting(township: Township, holder: str) -> Waiting:
    """What waits for ``holder``; what waited too long is swept away."""
    sweep(township)
    folders = list(_root(township).glob(f"{holder}-*"))
    files = sorted(file for folder in folders for file in folder.glob("*"))
    return Waiting(tuple(files), any(_UPWARD in folder.name for folder in folders))


def answer(township: Township, holder: str, name: str) -> Path:
    """One of the files that wait; Refusal ``gone`` for any other name."""
    found = next((file for file in waiting(township, holder).files if file.name == name), None)
    if found is None:
        raise _gone()
    return found


def together(township: Township, holder: str) -> bytes:
    """All of them in one archive, beside each other as they lie on a stick; Refusal ``gone``, ``too-many``."""
    files = waiting(township, holder).files
    if not files:
        raise _gone()
    if not fits_together(files):
        raise Refusal("回执太大，装不进一个压缩包。请返回，一份一份地存。", code="too-many")
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes())
    return made.getvalue()


def fits_together(files: Sequence[Path]) -> bool:
    return sum(file.stat().st_size for file in files) <= LARGEST_ZIP_BYTES


def clear(township: Township, holder: str) -> None:
    """What waited for ``holder`` is gone."""
    for folder in _root(township).glob(f"{holder}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(township: Township) -> None:
    """What nobody fetched in time is gone, and what a server that was stopped left behind."""
    oldest = township.clock.now() - timedelta(minutes=KEPT_MINUTES)
    for folder in _root(township).glob("*-*"):
        stamp = folder.name.rpartition("-")[2]
        if not stamp.isdecimal() or int(stamp) < oldest.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _coming(township: Township) -> Iterator[Path]:
    """A folder for one reading or writing, which goes away with it."""
    sweep(township)
    root = _root(township)
    root.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{_COMING}-", suffix=_stamp(township), dir=root) as place:
        yield Path(place)


def _keep(township: Township, name: str, files: Sequence[Path]) -> None:
    kept = _root(township) / name
    if files:
        kept.mkdir(mode=0o700, exist_ok=True)
        for file in files:
            file.replace(kept / file.name)


def _from_above(township: Township, folder: Path) -> BroughtHome:
    """The district's answers among the files; none where there is no district."""
    with township.register.reading() as session:
        is_enrolled = superior_of(session) is not None
    return upward_sticks.take_in(township, folder) if is_enrolled else BroughtHome((), (), ())


def _root(township: Township) -> Path:
    return township.register.home / FOLDER


def _stamp(township: Township) -> str:
    return f"-{int(township.clock.now().timestamp())}"


def _gone() -> Refusal:
    return Refusal(
        "这份回执已经不在了。收到的都已存好，请把U盘上的文件再选一次、再读入，重复读入不会重复登记。",
        code="gone",
    )


def _no_room() -> Refusal:
    return Refusal("服务器磁盘放不下这些文件，什么也没有改动。请腾出空间再试。", code="disk-full")


def _plain(name: str) -> str:
    """The name alone: an old browser says the whole way to the file."""
    return PurePosixPath(name.replace("\\", "/")).name


def _laid(place: Path, chosen: Sequence[Brought]) -> dict[str, str]:
    """Lay the files down under names of ours; the names they came with, by ours."""
    names: dict[str, str] = {}
    for number, one in enumerate(chosen):
        plain = _plain(one.name)
        if plain == KEYS_FILE and KEYS_FILE not in names:
            name = KEYS_FILE
        else:
            is_ours = plain.endswith(SUFFIX) and not plain.startswith(".")
            name = f"{number:04}{SUFFIX if is_ours else ''}"
        names[name] = plain
        if name != KEYS_FILE and not name.endswith(SUFFIX):
            continue
        try:
            with (place / name).open("xb") as file:
                shutil.copyfileobj(one.file, file, CHUNK_BYTES)
        except OSError:
            raise _no_room() from None
    return names


def _said(laid: dict[str, str], taken: StickTaken, home: BroughtHome) -> tuple[FileSaid, ...]:
    became: dict[str, Became] = {one.name: one for one in taken.files}
    became |= {one.name: one for one in taken.scans}
    became |= {one.name: one for one in home.kept} | {one.name: one for one in home.left_alone}
    became |= {name: AnswerKept(name, "") for name in home.scans}
    return tuple(_of(ours, stick_words.shown(name), became.get(ours)) for ours, name in laid.items())


def _of(ours: str, name: str, one: Became | None) -> FileSaid:
    if ours == KEYS_FILE:
        return FileSaid(name, _KEYS_SEEN, is_taken=True)
    if one is None:
        return FileSaid(name, _NOT_FOR_HERE if ours.endswith(SUFFIX) else stick_words.NOT_OURS)
    if isinstance(one, LeftAlone):
        return FileSaid(name, one.sentence)
    if isinstance(one, AnswerKept):
        said = _ONCE_MORE if one.once_more else "区县的回执，已读入。"
        return FileSaid(name, said, one.site_code, one.fed, is_taken=True)
    if isinstance(one, ScanFile):
        if one.code != "ok":
            return FileSaid(name, one.sentence, one.site_code)
        said = "附件收齐了一份。" if one.whole else "附件的一部分，已收下。"
        return FileSaid(name, said, one.site_code, is_taken=True)
    if one.code != "ok":
        return FileSaid(name, one.sentence, one.site_code, one.new, one.code == _TAKEN_ALL_THE_SAME)
    said = "已读入，存好了。" if one.new else "已读入，没有新的记录，没有重复登记。"
    return FileSaid(name, said, one.site_code, one.new, is_taken=True)
