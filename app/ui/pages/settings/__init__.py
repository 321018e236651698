"""The room, its people, its printers, the look, backups, safety, and what this program is."""
