"""Which tests of the roads out belong to which system."""

from __future__ import annotations

import os

collect_ignore = ["test_unwilling_disks.py"] if os.name == "nt" else []
