"""What mifeng needs to find on Apache Kafka: topics and permissions, as data, and making the topics."""
