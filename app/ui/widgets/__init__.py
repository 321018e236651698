"""Small reusable pieces of screen, one a file."""
