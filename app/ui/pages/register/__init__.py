"""The page that lists every case."""
