"""That somebody owes, how much, and under which contract."""
