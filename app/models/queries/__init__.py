"""Reading the register: a session in, frozen rows out; nothing here writes."""
