"""Recording rules, alerts and the unit tests of both, generated from lists: ``python -m deploy.alerts``."""
