"""Rules that need no computer: standard library only."""
