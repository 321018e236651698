"""A server proves and backs itself up at quiet hours, in a process of its own, and everybody can see how it went."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.clock import SystemClock
from sync.server import backup_ages, incidents, restoring, upkeep
from sync.server.night_watch import NightWatch, Watching
from sync.server.township import Township, open_township
from tests.sync.child import ask
from tests.sync.stations import PASSPHRASE, RunningTownship

NIGHT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # half past two in China
DAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("newest_at", "now", "is_due"),
    [
        (None, DAY, True),
        (NIGHT - timedelta(hours=23), NIGHT, True),
        (NIGHT - timedelta(hours=2), NIGHT, False),
        (DAY - timedelta(hours=30), DAY, False),
        (DAY - timedelta(days=3), DAY, True),
    ],
)
def test_it_is_due_each_night_and_by_day_where_the_nights_were_missed(
    newest_at: datetime | None, now: datetime, is_due: bool
) -> None:
    assert Watching().due(newest_at, now) is is_due


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child opens the register as the server did."""
    monkeypatch.setenv("DAIBAN_PASSPHRASE", PASSPHRASE)


def watch_over(township: Township, folder: Path | None = None) -> NightWatch:
    return NightWatch(township, Watching(folder, keep=2), ("--home", str(township.register.home)))


@pytest.mark.usefixtures("surroundings")
def test_what_is_due_runs_in_its_own_process_once_and_is_seen(
    township: RunningTownship, tmp_path: Path
) -> None:
    there = township.township
    watch = watch_over(there, tmp_path / "backups")
    assert watch.look() == [upkeep.BACKUP, upkeep.VERIFY]
    assert watch.look() == []
    found = upkeep.standings(there)
    assert found[upkeep.VERIFY].ok and found[upkeep.BACKUP].ok
    (made,) = (tmp_path / "backups").glob("*.backup")
    assert found[upkeep.BACKUP].detail == {"file": made.name, "checked": True}
    assert backup_ages.of_server(there) == found[upkeep.BACKUP].good_at
    said = ask(township.home, "status")
    assert said["verify"]["ok"] and said["backup"]["file"] == made.name


@pytest.mark.usefixtures("surroundings")
def test_a_register_that_does_not_prove_itself_is_an_incident(township: RunningTownship) -> None:
    with township.register.writing() as session:
        session.execute(text("UPDATE site SET name = '别的' WHERE site_code LIKE '%201'"))
        session.commit()
    watch_over(township.township).look()
    found = upkeep.standings(township.township)[upkeep.VERIFY]
    assert found.failed and found.detail["problems"] and found.good_at is None
    assert kinds(township) == ["verify-failed"]


@pytest.mark.usefixtures("surroundings")
def test_a_backup_that_cannot_be_made_is_an_incident_and_the_next_night_tries_again(
    township: RunningTownship, tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("no folder")
    watch = watch_over(township.township, tmp_path / "a-file")
    assert upkeep.BACKUP in watch.look()
    found = upkeep.standings(township.township)[upkeep.BACKUP]
    assert found.failed and found.detail == {"why": "disk"}
    assert kinds(township) == ["backup-failed"]
    (tmp_path / "a-file").unlink()
    township.clock.at = SystemClock().now() + timedelta(days=5)
    assert watch.look() == [upkeep.BACKUP, upkeep.VERIFY]
    assert upkeep.standings(township.township)[upkeep.BACKUP].ok


def test_a_process_that_dies_without_a_word_is_a_bad_end(
    township: RunningTownship, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAIBAN_PASSPHRASE", "不对")
    watch_over(township.township).look()
    assert upkeep.standings(township.township)[upkeep.VERIFY].detail == {"why": "exit status 1"}
    assert kinds(township) == ["verify-failed"]


def test_a_stopping_server_does_not_wait_for_it(township: RunningTownship) -> None:
    watch = watch_over(township.township)
    watch.start()
    watch.stop()
    assert not [one for one in threading.enumerate() if one.name == "night-watch"]


def test_what_is_proved_by_hand_counts_too(township: RunningTownship) -> None:
    assert ask(township.home, "status")["verify"] is None
    assert ask(township.home, "verify")["ok"]
    assert ask(township.home, "status")["verify"]["ok"]


def test_a_server_that_was_put_back_is_proved_at_once(township: RunningTownship, tmp_path: Path) -> None:
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    _found, report = restoring.restore(backup, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    assert report.ok and report.entries
    back = open_township(tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    try:
        assert upkeep.standings(back)[upkeep.VERIFY].ok
    finally:
        back.register.close()


def test_backups_of_a_database_are_refused_before_the_server_listens(township: RunningTownship) -> None:
    words = ("serve", "--db", "postgresql+psycopg://nobody@127.0.0.1:1/none", "--backup-to", "copies")
    assert ask(township.home, *words, expected=1)["code"] == "database-backup"


def kinds(township: RunningTownship) -> list[str]:
    with township.register.reading() as session:
        return [one.kind for one in incidents.recent(session)]
