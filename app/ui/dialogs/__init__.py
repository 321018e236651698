"""Windows before the window; few, opened and never blocking."""
