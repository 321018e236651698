"""Names of the habits that a PC keeps for itself, and what holds until somebody chooses."""

from __future__ import annotations

LOCK_MINUTES = "lock.minutes"
LOCK_MINUTES_USUAL = 5
LOCK_MINUTES_MOST = 60
AFTER_ACCEPTING = "papers_after_accepting"  # preview | print | none
AFTER_ACCEPTING_USUAL = "preview"
BACKUP_FOLDER = "backup.folder"
BACKUP_LAST_AT = "backup.last_at"  # ISO 8601, aware
PRINTING = "printing"  # what is told when printers or the way a paper prints were changed
