"""Who is there: tiles and a PIN."""
