"""Writing open data: the same tables as lines of JSON, as a folder of .csv, as one SQLite file."""
