"""公示: posters and guides to print, where each hangs, what must still be made public."""
