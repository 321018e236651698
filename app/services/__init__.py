"""What a person can do at the counter: one function, one unit of work."""
