"""The start-of-day board."""
