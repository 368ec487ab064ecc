"""The streaming worker: polls a bus, has each record inspected, publishes the outcomes exactly once."""
