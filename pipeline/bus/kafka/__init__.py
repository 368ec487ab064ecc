"""The bus on Apache Kafka: exactly once, by transactions. Needs kafka-python (the extra ``kafka``)."""

from pipeline.bus.kafka.bus import KafkaBus

__all__ = ["KafkaBus"]
