"""Real Apache Kafka brokers for the tests: plain, a cluster of three, and one with TLS, passwords and ACLs."""
