"""The bus on Apache Kafka: exactly once, by transactions. Needs kafka-python (the extra ``kafka``)."""

from pipeline.bus.kafka.bus import KafkaBus
from pipeline.bus.kafka.unreadable import accept_unreadable_records

accept_unreadable_records()

__all__ = ["KafkaBus"]
