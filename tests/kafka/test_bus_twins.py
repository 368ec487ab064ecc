"""Two workers under one name, by mistake: they must not fence each other's producers for ever."""

from __future__ import annotations

import pytest

from pipeline.bus import Aborted, BusError
from tests.kafka.broker import Broker
from tests.kafka.buses import Site, forward


def test_the_one_that_was_replaced_ends_with_its_next_poll(kafka: Broker) -> None:
    """Fenced by the second's producer, the first does not just take up the name again: it learns that it was replaced.

    It did take it up again, and the second did so in turn, for as long as neither got as far as its offsets: while work
    waited, for a minute.
    """
    site = Site(kafka.bootstrap)
    site.fill(3)
    first = site.bus("w1")
    forward(first, site, site.poll(first, 1))
    batch = site.poll(first, 1)
    second = site.bus("w1")
    held = site.poll(second, 2)
    with pytest.raises(Aborted):
        forward(first, site, batch)
    with pytest.raises(BusError, match="another worker runs under this instance name") as raised:
        first.poll([site.input], 1, 0.2)
    assert not isinstance(raised.value, Aborted)
    with pytest.raises(Aborted):  # the first has opened a producer once more before it asked the group
        forward(second, site, held)
    forward(second, site, site.poll(second, 2))
    assert site.visible() == [b"0", b"1", b"2"]
    site.close()
