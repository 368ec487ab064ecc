"""The likeliest labels of one stretch, in plain lists: for so few numbers they cost less than arrays do."""

from __future__ import annotations

from detectors.tagging.chain import Few

_LEAST = -1e30


def path_of(scores: list[list[float]], few: Few) -> list[int]:
    """Return the likeliest labels, outside before and after them (Viterbi).

    A row of `scores` has all labels of `few` but outside, and they are relative to outside. Where outside is so far ahead
    of all ends that nothing new can come from one of them, which is so at most characters, the ends are not tried.
    """
    current = [0.0] + [_LEAST] * (len(few.labels) - 1)
    backs: list[list[int]] = []
    for row in scores:
        outside = current[0]
        ended = outside - max(current[3::3]) <= few.apart
        best, place = _best(current, few.into[0]) if ended else (outside, 0)
        following, back = [best], [place]
        for at, entering, second, further, last_of_two, last in few.spans:
            best, place = _best(current, few.into[at]) if ended else (outside + entering, 0)
            begin, inside = current[at], current[at + 1]
            begun, gone_on = begin + second, inside + further
            short, long = begin + last_of_two, inside + last
            following += (
                best + row[at - 1],
                (gone_on if gone_on > begun else begun) + row[at],
                (long if long > short else short) + row[at + 1],
            )
            back += (place, at + 1 if gone_on > begun else at, at + 1 if long > short else at)
        current = following
        backs.append(back)
    at = max((before for before, _ in few.into[0]), key=lambda before: current[before] + few.leaving[before])
    path = []
    for back in reversed(backs):
        path.append(few.labels[at])
        at = back[at]
    return path[::-1]


def _best(current: list[float], sources: list[tuple[int, float]]) -> tuple[float, int]:
    """Return the most that a label is reached with, and from which one; the first of several."""
    best, place = _LEAST, 0
    for before, weight in sources:
        reached = current[before] + weight
        if reached > best:
            best, place = reached, before
    return best, place
