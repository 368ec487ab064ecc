"""For those responsible for security: what was stopped, on the way to whom, and what it was."""

from __future__ import annotations

from deploy.grafana.parts import (
    ROUTE,
    SELECTED,
    Panel,
    bars,
    lines,
    listing,
    now,
    number,
    runbook_link,
    series,
)

_STOPPED = f'mifeng_messages_total{{{SELECTED},action=~"hold|block"}}'
#: The title of the one panel that is empty when all is well.
FIRING = "Alerts that fire"
_ALL = f"mifeng_messages_total{{{SELECTED}}}"


def inspected() -> Panel:
    """Everything that was looked at."""
    return number(
        "Inspected", "Messages and notes inspected in the time range.", "short",
        now(f"sum(increase({_ALL}[$__range]))"),
    )  # fmt: skip


def stopped() -> Panel:
    """What did not go out."""
    return number(
        "Stopped", "Held or blocked in the time range: not sent.", "short",
        now(f"sum(increase({_STOPPED}[$__range]))"), runbook="MifengLeakSpike",
    )  # fmt: skip


def redacted() -> Panel:
    """What went out with something taken out of it."""
    return number(
        "Redacted", "Sent on with personal data taken out, in the time range.", "short",
        now(f'sum(increase(mifeng_messages_total{{{SELECTED},action="redact"}}[$__range]))'),
    )  # fmt: skip


def stopped_share() -> Panel:
    """Stopped, of all."""
    return number(
        "Share stopped", "Held or blocked, of all messages inspected in the time range.", "percentunit",
        now(f"sum(increase({_STOPPED}[$__range])) / sum(increase({_ALL}[$__range]))"),
    )  # fmt: skip


def waiting() -> Panel:
    """The quarantine's depth."""
    return number(
        "Waiting for a reviewer", "Records in quarantine that nobody has decided about.", "short",
        now(f"sum(mifeng_quarantine_depth{{{ROUTE}}})"), runbook="MifengQuarantineOld",
    )  # fmt: skip


def fail_open() -> Panel:
    """The number that has to be zero."""
    return number(
        "Contradicted decisions", "Outputs that contradicted their decision and were stopped at the last moment. Must be 0.",
        "short", now("sum(increase(mifeng_fail_open_total[$__range]))"), runbook="MifengFailOpen", alarm=1e-9,
    )  # fmt: skip


def by_action() -> Panel:
    """The trend of all."""
    return lines(
        "Messages by what became of them", "Messages a second by action: allow, redact, hold, block.", "reqps",
        series(f"sum by (action) (rate({_ALL}[$__rate_interval]))", "{{action}}"), stacked=True,
    )  # fmt: skip


def stopped_by_channel() -> Panel:
    """The trend of what was stopped."""
    return lines(
        "Stopped by channel", "Messages a second that were held or blocked, by the channel they came from.", "reqps",
        series(f"sum by (channel) (rate({_STOPPED}[$__rate_interval]))", "{{channel}}"),
        runbook="MifengLeakSpike",
    )  # fmt: skip


def share_by_channel() -> Panel:
    """The trend of the share, which does not follow the traffic."""
    return lines(
        "Share stopped by channel", "Held or blocked, of all messages of the channel.", "percentunit",
        series(
            f"sum by (channel) (rate({_STOPPED}[$__rate_interval])) / sum by (channel) (rate({_ALL}[$__rate_interval]))",
            "{{channel}}",
        ),
        runbook="MifengLeakSpike",
    )  # fmt: skip


def stopped_by_group() -> Panel:
    """Who would have read it."""
    return bars(
        "Stopped on the way to", "Held or blocked in the time range, by the strictest group of readers.", "short",
        now(f"sort_desc(sum by (group) (increase({_STOPPED}[$__range])))", "{{group}}"),
    )  # fmt: skip


def data_by_type() -> Panel:
    """Which data it was."""
    return bars(
        "Data that was not let through", "Findings that were masked, redacted, held or blocked in the time range, by type.",
        "short",
        now('topk(15, sum by (type) (increase(mifeng_findings_total{action!="allow"}[$__range])))', "{{type}}"),
    )  # fmt: skip


def top_rules() -> Panel:
    """Why."""
    return bars(
        "Rules that decided", "Rules of the policy that decisions name, most frequent first.", "short",
        now("topk(15, sum by (rule) (increase(mifeng_rules_fired_total[$__range])))", "{{rule}}"),
    )  # fmt: skip


def by_owner() -> Panel:
    """Whose data it was."""
    return lines(
        "Whose data", "Findings a second that were not let through, by whose data they were.", "reqps",
        series('sum by (owner) (rate(mifeng_findings_total{action!="allow"}[$__rate_interval]))', "{{owner}}"),
    )  # fmt: skip


def by_bucket() -> Panel:
    """Whether one sender stands out, without telling who."""
    return lines(
        "Stopped by hashed sender", "Held or blocked a second in 16 groups of senders, by a keyed hash: it names nobody.",
        "reqps", series("sum by (bucket) (rate(mifeng_leaks_by_bucket_total[$__rate_interval]))", "group {{bucket}}"),
        runbook="MifengSenderStandsOut", span=24,
    )  # fmt: skip


def firing() -> Panel:
    """What calls for somebody now."""
    panel = listing(
        FIRING, "Empty when all is well. A click on an alert leads to the page that says what to do.",
        now('ALERTS{alertname=~"Mifeng.*",alertstate="firing"}'), span=24,
    )  # fmt: skip
    return panel.data_links([runbook_link("What to do", "${__data.fields.alertname}")])


ROWS = (
    ("At a glance", (inspected, stopped, redacted, stopped_share, waiting, fail_open)),
    ("Trend", (by_action, stopped_by_channel, share_by_channel, by_owner)),
    ("Where to, what, why", (stopped_by_group, data_by_type, top_rules)),
    ("Who, and what calls", (by_bucket,)),
    ("Alerts", (firing,)),
)
