"""The edges around every page: where to go, who is on duty, what is where."""
