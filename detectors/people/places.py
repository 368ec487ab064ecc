"""Place names by which an address begins (`tables/places.txt`); districts are known by their suffix."""

from __future__ import annotations

from detectors.people.word_tables import table

#: Provinces, prefecture-level cities, counties of Taiwan, areas of Hong Kong and Macau.
KNOWN = frozenset(place for places in table("places").values() for place in places)
