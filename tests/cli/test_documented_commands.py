"""Every command that the documents show is run: what does not work any more may not be shown any more."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.cli.documented_world import DocumentedWorld
from tests.cli.shown_commands import ShownCommand, documents, shown_in

EXAMPLE = """
# 每条命令各一次

```
daiban                                   # the window
daiban --home room
daiban init --room-code 620902101201 --room-name 石泉村 --sample-catalogue --home room
daiban items --json
daiban accept requests.jsonl --json > answers.jsonl
$ daiban show 101201-261122-A1-007K
daiban search 张
daiban list --state in_progress --due-before 2026-12-01
daiban event 101201-261122-A1-007K delivered --data '{"to_whom": "本人"}'
daiban event 101201-261122-A1-007K supplemented
daiban events
daiban print 101201-261122-A1-007K --paper slip --to slip.pdf
daiban report month 2026-10 \\
    --to month.xlsx
python3 dev.py run deadline 2026-02-12 5
daiban enrol https://192.168.1.10:8443 A1B2-C3D4-E5F6-G7H8
daiban sync
daiban status --json
daiban verify
daiban backup 备份
daiban restore daiban-620902101201-20261122-090000.backup --to 新电脑
daiban check-slip CODE
daiban-township init --home township --code 620902101 --name 下河清镇
daiban-township add-site --code 620902101202 --name 柳林村
daiban-township enrol-code --site 620902101201
DAIBAN_PASSPHRASE=口令 daiban-township serve --port 8443
daiban-township status
daiban-township verify
daiban-township event 101201-261122-A1-007K received --data '{"reference": "柳1"}'
python3 dev.py test
```

Say `daiban list`, or `daiban show …` in a sentence; ``daiban`` alone is not a span.
"""


def complaints(folder: Path, commands: tuple[ShownCommand, ...]) -> list[str]:
    with ExitStack() as later:
        world = DocumentedWorld(folder, later)
        return [complaint for command in commands if (complaint := world.run(command))]


@pytest.mark.parametrize("document", documents(ROOT), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_a_document_shows_works(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(document.relative_to(ROOT))
    assert complaints(tmp_path, shown_in(name, document.read_text(encoding="utf-8"))) == []


def test_every_command_of_both_programs_can_be_shown(tmp_path: Path) -> None:
    shown = shown_in("example", EXAMPLE)
    assert len(shown) == 29
    assert complaints(tmp_path, shown) == []


def test_a_command_that_does_not_work_is_noticed(tmp_path: Path) -> None:
    text = "```\ndaiban list --stat closed\n```\nand `daiban print 101201-261122-A1-007K --paper poster --to x.pdf`"
    shown = shown_in("example", text)
    assert len(shown) == 2
    found = complaints(tmp_path, shown)
    assert len(found) == 2 and "poster" in found[1]


def test_two_commands_in_one_line_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one"):
        shown_in("example", "```\ndaiban list | grep x\n```")
