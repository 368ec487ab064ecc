"""The likeliest labels of one stretch, in plain lists: for so few numbers they cost less than arrays do."""

from __future__ import annotations

from detectors.tagging.chain import Few

_LEAST = -1e30


def path_of(scores: list[list[float]], few: Few) -> list[int]:
    """Return the likeliest labels, outside before and after them (Viterbi). Scores are relative to outside, which has 0."""
    current = [0.0] + [_LEAST] * (len(few.labels) - 1)
    backs: list[list[int]] = []
    for row in scores:
        following, back = [], []
        for sources, score in zip(few.sources, row, strict=True):
            best, place = _LEAST, 0
            for before, weight in sources:
                reached = current[before] + weight
                if reached > best:
                    best, place = reached, before
            following.append(best + score)
            back.append(place)
        current = following
        backs.append(back)
    at = max(
        (before for before, _ in few.sources[0]), key=lambda before: current[before] + few.leaving[before]
    )
    path = []
    for back in reversed(backs):
        path.append(few.labels[at])
        at = back[at]
    return path[::-1]
