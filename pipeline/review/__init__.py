"""Review: people decide what becomes of a held record, each decision once and with an audit event."""
