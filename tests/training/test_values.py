"""Values of slots and variations of sentences: many different ones, each whole where its span says that it stands."""

from __future__ import annotations

from random import Random

import pytest

from training import addresses, landmarks, latin, minorities, names, workplaces
from training.examples import Example, Span, joined, without
from training.varying import varied

REGIONS = ("cn", "tw", "hk")
TEXT = Example("你好，李秀兰在吗？她住翠竹苑", (Span("PERSON", 3, 6), Span("ADDRESS", 11, 14)))


def _random(seed: int = 4) -> Random:
    return Random(seed)  # noqa: S311  # data, not secrets


@pytest.mark.parametrize("region", REGIONS)
def test_names_differ(region: str) -> None:
    """Of a thousand full names hardly two are alike, and each has two to six characters."""
    random = _random()
    found = [names.full(random, region) for _ in range(1_000)]
    assert len(set(found)) > 850
    assert all(2 <= len(name) <= 6 for name in found)


@pytest.mark.parametrize("region", REGIONS)
def test_other_values_differ(region: str) -> None:
    """So it is with workplaces, landmarks, bare names and names of minorities, as far as there are that many."""
    random = _random()
    assert len({workplaces.workplace(random, region) for _ in range(500)}) > 400
    assert len({landmarks.landmark(random, region) for _ in range(500)}) > 450
    assert len({names.familiar(random, region) for _ in range(500)}) > 300
    assert len({minorities.minority(random, region) for _ in range(500)}) > 300


def test_latin_names() -> None:
    """A name in Latin letters has letters, blanks and nothing else."""
    random = _random()
    assert all(latin.english(random).replace(" ", "").isalpha() for _ in range(300))


def test_roads_of_a_region() -> None:
    """A landmark on Taiwan or in Hong Kong lies on a road of that place."""
    random = _random()
    assert {addresses.road(random, "hk") for _ in range(50)}.isdisjoint(
        {addresses.road(random) for _ in range(50)}
    )


@pytest.mark.parametrize("region", REGIONS)
def test_variations_keep_their_values(region: str) -> None:
    """Whatever is cut off, put before or behind: the spans that are left hold what they held, in order and apart."""
    random, seen = _random(), set()
    values = {TEXT.text[span.start : span.end]: span.kind for span in TEXT.spans}
    for _ in range(600):
        example = varied(TEXT, region, random)
        ends = [0, *(span.end for span in example.spans)]
        assert all(
            end <= span.start < span.end <= len(example.text)
            for end, span in zip(ends, example.spans, strict=False)
        )
        held = {example.text[span.start : span.end]: span.kind for span in example.spans}
        assert all(held.get(value, kind) == kind for value, kind in values.items())
        assert all(value in held for value in values if value in example.text)
        seen.add(example.text)
    assert len(seen) > 150


def test_joined_and_without() -> None:
    """Spans move with their characters when texts are joined and when characters outside of them are dropped."""
    both = joined((Example("找", ()), TEXT), "、")
    assert [both.text[span.start : span.end] for span in both.spans] == ["李秀兰", "翠竹苑"]
    bare = without(both, [True] * len(both.text))
    assert bare.text == "李秀兰翠竹苑"
    assert bare.spans == (Span("PERSON", 0, 3), Span("ADDRESS", 3, 6))
