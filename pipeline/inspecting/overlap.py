"""Overlapping findings: the record beats the format, the surer beats the less sure, and no remainder is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.inspecting.detection import Found

DEBT_TYPES = ("DEBT_AMOUNT", "DEBT_STATUS")
#: Where the format detector sees more of a value than the record holds (an extension, the city), the union counts.
_WIDENING = ("ADDRESS", "EMPLOYER", "PHONE_NUMBER", "EMAIL_ADDRESS", "LOAN_CONTRACT", "DEBT_AMOUNT")
#: Kinds that rules and a model both look for.
_UNITED = ("PERSON", "ADDRESS", "EMPLOYER")
#: Findings chained by overlaps beyond this number are all kept: redaction unites them anyway, and time stays linear.
_CLUSTER_LIMIT = 100


def resolve(found: Iterable[Found]) -> list[Found]:
    """Return the findings that stand, in text order. Findings of the record hand their owners on to what they touch."""
    standing: list[Found] = []
    for cluster in _clusters(found):
        if 1 < len(cluster) <= _CLUSTER_LIMIT:
            cluster = _resolve_cluster(cluster)
        standing += sorted(cluster, key=_position)
    return standing


def _position(found: Found) -> tuple[int, int, str]:
    return found.start, found.end, found.entity_type


def _rank(found: Found) -> tuple[float, int, str]:
    return found.score, found.end - found.start, found.entity_type


def _clusters(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Group findings that overlap directly or through others."""
    cluster: list[Found] = []
    end = -1
    for one in sorted(found, key=_position):
        if one.start >= end and cluster:
            yield cluster
            cluster = []
        cluster.append(one)
        end = max(end, one.end)
    if cluster:
        yield cluster


def _resolve_cluster(cluster: list[Found]) -> list[Found]:
    record = _merge_same_span([f for f in cluster if f.tags])
    judged = [_against_record(f, record) for f in cluster if not f.tags]
    formats = _united([f for f in judged if f is not None])
    return _drop_covered([f for f in record if not _widened(f, formats)]) + _drop_covered(formats)


def _united(found: list[Found]) -> list[Found]:
    """Make one finding of those of one kind that overlap, where rules and the model see the same name or place.

    What one of them sees and the other does not goes as well: half a name that stays is a leak, a character too many is none.
    """
    united: list[Found] = []
    last: dict[str, int] = {}
    for one in sorted(found, key=_position):
        at = last.get(one.entity_type)
        if one.entity_type in _UNITED and at is not None and one.start < united[at].end:
            surer = max(united[at], one, key=_rank)
            united[at] = surer._replace(start=united[at].start, end=max(united[at].end, one.end))
            continue
        last[one.entity_type] = len(united)
        united.append(one)
    return united


def _widened(known: Found, formats: list[Found]) -> bool:
    """Tell whether a format finding of the same kind, which then has the same owners, says all of this and more."""
    return any(f.entity_type == known.entity_type and known.within(f) for f in formats)


def _merge_same_span(found: list[Found]) -> list[Found]:
    merged: dict[tuple[int, int, str], Found] = {}
    for one in sorted(found, key=lambda f: (*_position(f), -f.score)):
        key = _position(one)
        known = merged.get(key)
        merged[key] = one if known is None else known._replace(tags=known.tags | one.tags)
    return list(merged.values())


def _against_record(one: Found, record: list[Found]) -> Found | None:
    """Return what is left of a format finding beside the record's: nothing where the record says the same."""
    for known in record:
        if not one.overlaps(known):
            continue
        if (known.entity_type in DEBT_TYPES) != (one.entity_type in DEBT_TYPES):
            continue
        if one.entity_type in DEBT_TYPES and one.entity_type != known.entity_type:
            continue
        same_kind = known.entity_type == one.entity_type
        if one.within(known) or (same_kind and one.entity_type not in _WIDENING):
            return None
        one = one._replace(
            tags=one.tags | known.tags, score=max(one.score, known.score if same_kind else 0.0)
        )
    return one


def _drop_covered(found: list[Found]) -> list[Found]:
    """Drop what lies inside a surer or longer finding. Debt facts and personal data stand beside each other."""
    kept: list[Found] = []
    for one in sorted(found, key=_rank, reverse=True):
        rivals = (k for k in kept if (k.entity_type in DEBT_TYPES) == (one.entity_type in DEBT_TYPES))
        if not any(one.within(rival) for rival in rivals):
            kept.append(one)
    return kept
