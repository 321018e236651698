"""What is on the wire and how it is checked; knows neither HTTP nor tables (design: sync 1-9, 18)."""
