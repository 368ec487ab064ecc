"""Failure soak: real workers on real Apache Kafka, killed, frozen, fenced and rebalanced; then everything is compared."""
