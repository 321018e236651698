"""The beginning of every history, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.machine import beginning


@pytest.fixture(scope="session")
def beginning_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return beginning.prepare(tmp_path_factory.mktemp("beginning"))
