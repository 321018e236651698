"""The page of what is served."""
