"""The demo: the fixtures through the whole pipeline, and a summary that a person can read."""
