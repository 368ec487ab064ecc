"""A small sequence model that tags the characters of names, addresses and workplaces in a folded text."""
