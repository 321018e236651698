"""What is where, what needs a person, and how the room came to its township."""
