"""District and township as two real programs on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.cli.program import PASSPHRASE, serving
from tests.sync.stations import OTHER_VILLAGE, TOWNSHIP_CODE, VILLAGE


def told(home: Path, *words: str) -> tuple[int, dict[str, object]]:
    """One command of ``daiban-township`` in a process of its own: its status and what it says to programs."""
    done = subprocess.run(
        [sys.executable, "-m", "sync.server", *words, "--home", str(home), "--json"],
        capture_output=True,
        cwd=ROOT,
        env=dict(os.environ, DAIBAN_PASSPHRASE=PASSPHRASE),
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_a_township_enrols_at_a_district_that_serves_and_reports_there_by_command(
    tmp_path: Path, stick: Path
) -> None:
    above, below = tmp_path / "district", tmp_path / "township"
    assert told(above, "init", "--tier", "district", "--code", "620902", "--name", "肃州区")[0] == 0
    refused, said = told(below, "init", "--code", "620902000000", "--name", "肃州区")
    assert (refused, said["code"]) == (1, "site-code")
    assert told(below, "init", "--code", TOWNSHIP_CODE, "--name", "下河清镇")[0] == 0
    assert told(below, "add-site", "--code", VILLAGE, "--name", "槐树村")[0] == 0
    assert told(below, "sync-upward")[1]["code"] == told(below, "upward")[1]["code"] == "not-enrolled"
    assert told(above, "add-site", "--code", TOWNSHIP_CODE, "--name", "下河清镇")[0] == 0
    code = told(above, "enrol-code", "--site", TOWNSHIP_CODE)[1]["code"]
    with serving(above) as url:
        assert told(below, "enrol-upward", f"{url}#{code}")[1]["name"] == "肃州区"
        status, said = told(below, "sync-upward")
        assert status == 0, said
        standing = told(below, "upward")[1]
    assert (standing["name"], standing["waiting"], standing["cases"]) == ("肃州区", 0, 0)
    assert told(below, "add-site", "--code", OTHER_VILLAGE, "--name", "柳林村")[0] == 0
    status, said = told(below, "stick-upward", str(stick))
    assert (status, said["lines"], said["answers"]) == (0, 1, 0)
    assert told(above, "stick", str(stick))[0] == 0
    status, said = told(below, "stick-upward", str(stick))
    assert (status, said["lines"], said["left_alone"]) == (0, 0, []) and said["answers"]
    assert told(below, "upward")[1]["waiting"] == 0
    assert told(above, "verify")[0] == 0
    status, said = told(below, "sync-upward")
    assert (status, said["code"]) == (1, "no-answer")
