"""The page where a request is accepted."""
