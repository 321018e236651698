"""The command line itself, for the room's program and the township's: words understood, answers said, faults told."""
