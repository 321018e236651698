"""Where paper goes: one port, and an adapter for each road out."""
