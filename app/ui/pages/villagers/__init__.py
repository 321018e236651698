"""The page of the people served."""
