"""For those who own the policy and the detectors: is it still right what they decide?"""

from __future__ import annotations

from deploy.grafana.parts import ROUTE, SELECTED, Panel, bars, lines, now, number, series

_DECIDED = f"mifeng_reviews_total{{{ROUTE}}}"


def recall() -> Panel:
    """Are leaks found?"""
    return number(
        "Known leaks stopped", "Share of the built-in leaks that the worst worker stopped. Must be 100%.", "percentunit",
        now("min(mifeng_canary_recall)"), runbook="MifengCanaryMissed", alarm=1, low=True,
    )  # fmt: skip


def pass_rate() -> Panel:
    """Is the rest left alone?"""
    return number(
        "Harmless let through", "Share of the built-in harmless messages that went on as they were.", "percentunit",
        now("min(mifeng_canary_pass_rate)"), runbook="MifengCanaryBenignStopped", alarm=1, low=True,
    )  # fmt: skip


def canary_age() -> Panel:
    """Is anybody looking?"""
    return number(
        "Since the last canaries", "Time since the canaries were inspected, on the worker where it is longest.", "s",
        now("time() - min(mifeng_canary_timestamp_seconds)"), runbook="MifengCanaryNotRun", alarm=900,
    )  # fmt: skip


def drift() -> Panel:
    """One number for how much the findings have changed."""
    return number(
        "Drift of findings", "How far the last hour's shares of finding types are from the day's: 0 the same, 1 nothing in common.",
        "percentunit", now("sum(abs(mifeng:finding_share:ratio1h - mifeng:finding_share:ratio1d)) / 2"), warn=0.2, alarm=0.5,
    )  # fmt: skip


def policy_in_force() -> Panel:
    """Is it the policy on disk?"""
    return number(
        "Policy as on disk", "Share of workers whose policy is the one on disk.", "percentunit",
        now("avg(mifeng_policy_reload_ok)"), runbook="MifengPolicyReloadFailed", alarm=1, low=True,
    )  # fmt: skip


def released_share() -> Panel:
    """How often was it a false alarm?"""
    return number(
        "Released of decided", "Share of the reviewers' decisions that released: each a message that waited in vain.", "percentunit",
        now(
            f'sum(mifeng_reviews_total{{{ROUTE},state="released"}})'
            f' / sum(mifeng_reviews_total{{{ROUTE},state=~"released|rejected|expired"}})'
        ),
    )  # fmt: skip


def canaries() -> Panel:
    """The trend of both."""
    return lines(
        "Canaries", "Shares judged rightly, by the worst worker.", "percentunit",
        series("min(mifeng_canary_recall)", "leaks stopped"),
        series("min(mifeng_canary_pass_rate)", "harmless let through"), runbook="MifengCanaryMissed", span=8,
    )  # fmt: skip


def canary_runs() -> Panel:
    """How often, and how many were wrong."""
    return lines(
        "Canary runs and failures", "Runs a second, and canaries judged wrongly a second by kind.", "ops",
        series("sum(rate(mifeng_canary_runs_total[$__rate_interval]))", "runs"),
        series("sum by (kind) (rate(mifeng_canary_failures_total[$__rate_interval]))", "wrong: {{kind}}"),
        runbook="MifengCanaryMissed", span=8,
    )  # fmt: skip


def reloads() -> Panel:
    """When the policy changed."""
    return lines(
        "Policy reloads", "Changes of the policy's file in the last 10 minutes, by whether they came into force.", "short",
        series("sum by (result) (increase(mifeng_policy_reloads_total[10m]))", "{{result}}"),
        runbook="MifengPolicyReloadFailed", span=8,
    )  # fmt: skip


def shares() -> Panel:
    """What is found, over time."""
    return lines(
        "Findings by type", "Share of each type among all findings, over an hour. A step is a change of templates or of detectors.",
        "percentunit", series("mifeng:finding_share:ratio1h", "{{type}}"), stacked=True,
    )  # fmt: skip


def moved_types() -> Panel:
    """Which of them have changed."""
    return bars(
        "Types that have moved", "Change of each type's share: the last hour's less the day's, largest first.", "percentunit",
        now("topk(12, abs(mifeng:finding_share:ratio1h - mifeng:finding_share:ratio1d))", "{{type}}"), span=12,
    )  # fmt: skip


def held_by_confidence() -> Panel:
    """Where the detectors are unsure."""
    return lines(
        "Share held by confidence", "Held, of all decisions with the same confidence of the least certain finding acted on.",
        "percentunit",
        series(
            'sum by (confidence) (rate(mifeng_confidence_total{action="hold"}[$__rate_interval]))'
            " / sum by (confidence) (rate(mifeng_confidence_total[$__rate_interval]))",
            "{{confidence}}",
        ),
        span=8,
    )  # fmt: skip


def confidence() -> Panel:
    """How sure they are."""
    return lines(
        "Decisions by confidence", "Decisions a second, by the least certain finding acted on.", "reqps",
        series("sum by (confidence) (rate(mifeng_confidence_total[$__rate_interval]))", "{{confidence}}"),
        stacked=True, span=8,
    )  # fmt: skip


def held_by_group() -> Panel:
    """Whose messages wait."""
    return lines(
        "Share held by group", "Held, of all messages to the group of readers.", "percentunit",
        series(
            f'sum by (group) (rate(mifeng_messages_total{{{SELECTED},action="hold"}}[$__rate_interval]))'
            f" / sum by (group) (rate(mifeng_messages_total{{{SELECTED}}}[$__rate_interval]))",
            "{{group}}",
        ),
        span=8,
    )  # fmt: skip


def quarantine() -> Panel:
    """How much waits for people."""
    return lines(
        "Quarantine", "Records without a decision of a reviewer.", "short",
        series(f"sum by (route) (mifeng_quarantine_depth{{{ROUTE}}})", "{{route}}"), runbook="MifengQuarantineOld", span=8,
    )  # fmt: skip


def quarantine_age() -> Panel:
    """How long it has waited."""
    return lines(
        "Longest wait", "Age of the record that has waited longest for a reviewer.", "s",
        series(f"max by (route) (mifeng_quarantine_oldest_seconds{{{ROUTE}}})", "{{route}}"),
        runbook="MifengQuarantineOld", span=8,
    )  # fmt: skip


def reviews() -> Panel:
    """What the people decided."""
    return lines(
        "Decisions of reviewers", "All decisions so far by what they were: released, rejected, expired, replayed.", "short",
        series(f"sum by (state) ({_DECIDED})", "{{state}}"), span=8,
    )  # fmt: skip


def unknown_cases() -> Panel:
    """Whether the records about people are there."""
    return lines(
        "Judged without a case", "Share of messages whose case was not known: judged by the strict column.", "percentunit",
        series(
            f"sum by (route) (rate(mifeng_unknown_case_total{{{ROUTE}}}[$__rate_interval]))"
            f" / sum by (route) (rate(mifeng_end_to_end_seconds_count{{{ROUTE}}}[$__rate_interval]))",
            "{{route}}",
        ),
        runbook="MifengCaseStoreStale",
    )  # fmt: skip


def unverified() -> Panel:
    """Whether addresses are in the case."""
    return lines(
        "Borrowers not verified", "Share of messages to a borrower whose address is not in the case.", "percentunit",
        series(
            f"sum by (route) (rate(mifeng_unverified_recipient_total{{{ROUTE}}}[$__rate_interval]))"
            f" / sum by (route) (rate(mifeng_end_to_end_seconds_count{{{ROUTE}}}[$__rate_interval]))",
            "{{route}}",
        ),
    )  # fmt: skip


ROWS = (
    ("At a glance", (recall, pass_rate, canary_age, drift, policy_in_force, released_share)),
    ("Canaries and policy", (canaries, canary_runs, reloads)),
    ("What is found", (shares, moved_types)),
    ("What is held", (held_by_confidence, confidence, held_by_group)),
    ("What became of it", (quarantine, quarantine_age, reviews)),
    ("What is known", (unknown_cases, unverified)),
)
