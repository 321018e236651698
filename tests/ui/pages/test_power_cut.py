"""A power cut while somebody types costs at most the last key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.services import agents, drafts, rooms
from app.services.rooms import RoomPlan
from app.ui.pages.accept.draft import PAGE

ROOT = Path(__file__).parents[3]
PASSPHRASE = "只在测试里用的口令"
TEXT = "zhangxiulanzhangxiulan"


@pytest.mark.parametrize("keys_typed", [3, 8, 15])
def test_after_kill_minus_nine_at_most_the_last_key_is_lost(tmp_path: Path, keys_typed: int) -> None:
    home = tmp_path / "room"
    plan = RoomPlan("620902101201", "东坝村为民服务室", agent="王建国", sample_catalogue=True)
    rooms.set_up(home, plan, SystemClock(), passphrase=PASSPHRASE).close()
    command = [sys.executable, "-m", "tests.ui.pages.typing_child", str(home), PASSPHRASE, TEXT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        typed = "".join(child.stdout.readline().strip() for _key in range(keys_typed))
        child.kill()
    register = rooms.open_room(home, passphrase=PASSPHRASE)
    body = drafts.kept(register, PAGE, agents.first_actor(register).agent_id)
    register.close()
    assert typed == TEXT[:keys_typed]
    assert body is not None
    kept = str(body["who_text"])
    assert TEXT.startswith(kept)
    assert len(kept) >= keys_typed - 1
