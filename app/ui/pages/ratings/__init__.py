"""评价投诉: calling on the dissatisfied, complaints, the suggestions book."""
