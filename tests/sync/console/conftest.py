"""What console tests start from: an office with its accounts, a village with a catalogue, and Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import complaints, transfer_lists
from sync.server import publishing, sites
from tests.sync.console.chromium import Browser, chromium
from tests.sync.console.offices import Window, account, desk_of, enter, escalated
from tests.sync.stations import Room, RunningTownship


@pytest.fixture
def window(township: RunningTownship) -> Iterator[Window]:
    """Nobody is signed in yet."""
    made = Window(township)
    yield made
    made.close()


@pytest.fixture
def admin(township: RunningTownship, window: Window) -> Window:
    account(township, "赵主任", "admin")
    window.sign_in("赵主任")
    return window


@pytest.fixture
def village(township: RunningTownship, room: Room) -> Room:
    """槐树村, to which the township's catalogue has come down."""
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))
    room.sync()
    return room


@pytest.fixture(scope="session")
def one_chromium() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def browser(one_chromium: Browser, township: RunningTownship) -> Browser:
    """Chromium with 赵主任 signed in by keyboard."""
    enter(one_chromium, township, "赵主任")
    return one_chromium


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where the pictures of a run lie, to be looked at."""
    return tmp_path / "pictures"


@pytest.fixture
def busy(village: Room) -> tuple[Room, list[str]]:
    """Three escalated cases of 槐树村, one with a hostile name, and the list of the bag they travel in."""
    numbers = [
        escalated(village, name) for name in ("王秀英", "李建国", "<script>document.title='坏'</script>")
    ]
    made = transfer_lists.make(desk_of(village), "up", receiver="镇便民中心", window="3号窗口")
    transfer_lists.hand_over(desk_of(village), made.list_no)
    complaints.file(desk_of(village), {"case_no": numbers[1], "text": "跑了三趟没人管", "channel": "phone"})
    village.sync()
    return village, numbers
