"""The page on which the old paper book is copied."""
