"""The room's side: enrolling, and the passes that leave nothing only here."""
