"""How registers talk: the envelope, the room's side and the township's side."""
