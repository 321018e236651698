"""Papers for walls and hands: posters, guides, flow charts and the check list of what must be public."""
