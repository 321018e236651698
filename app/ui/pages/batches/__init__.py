"""The page of batches: one item for many people."""
