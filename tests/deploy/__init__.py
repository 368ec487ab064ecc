"""What deploy/ holds is taken for what it says: built, started, rendered and validated, as far as that goes without a cluster."""
