"""The page of what was asked at the counter."""
