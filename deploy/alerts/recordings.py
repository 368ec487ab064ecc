"""Queries that are answered ahead, because alerts and panels share them or because they look back far."""

from __future__ import annotations

from deploy.alerts.model import Recording

_STOPPED = 'mifeng_messages_total{action=~"hold|block"}'


def _stopped(window: str) -> Recording:
    bad = f"sum by (channel) (increase({_STOPPED}[{window}]))"
    whole = f"sum by (channel) (increase(mifeng_messages_total[{window}]))"
    return Recording(f"mifeng:stopped:ratio{window}", f"{bad} / {whole}")


def _shares(window: str) -> Recording:
    by_type = f"sum by (type) (rate(mifeng_findings_total[{window}]))"
    whole = f"sum(rate(mifeng_findings_total[{window}]))"
    return Recording(f"mifeng:finding_share:ratio{window}", f"{by_type} / on () group_left () {whole}")


RECORDINGS = (
    # Every worker tells the lag of the whole group.
    Recording("mifeng:position_lag:max", "max by (route) (mifeng_position_lag)"),
    Recording(
        "mifeng:inspected:rate5m",
        "sum by (route) (rate(mifeng_end_to_end_seconds_count[5m]))"
        " + sum by (route) (rate(mifeng_dead_letter_total[5m]))",
    ),
    Recording("mifeng:stopped:increase15m", f"sum by (channel) (increase({_STOPPED}[15m]))"),
    _stopped("15m"),
    _stopped("1d"),
    Recording(
        "mifeng:leaks_by_bucket:increase1h", "sum by (bucket) (increase(mifeng_leaks_by_bucket_total[1h]))"
    ),
    _shares("1h"),
    _shares("1d"),
)
