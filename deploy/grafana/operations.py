"""For those who run it: does everything move, how fast, and what is in the way."""

from __future__ import annotations

from deploy.grafana.parts import ROUTE, Panel, lines, listing, now, number, series

_TIMED = f"mifeng_end_to_end_seconds_bucket{{{ROUTE}}}"


def ready() -> Panel:
    """Are the workers ready?"""
    return number(
        "Parts not ready", "Parts of workers that are not ready: bus, policy, keys, cases.", "short",
        now("sum(1 - mifeng_ready)"), runbook="MifengNotReady", alarm=1,
    )  # fmt: skip


def workers() -> Panel:
    """How many answer."""
    return number(
        "Workers", "Workers that Prometheus reaches.", "short",
        now('sum(up{job="mifeng"})'), runbook="MifengAbsent", alarm=1, low=True,
    )  # fmt: skip


def waiting_now() -> Panel:
    """The lag as one number."""
    return number(
        "Lag", "Records of the input topics that are not committed.", "short",
        now(f"sum(max by (route) (mifeng_position_lag{{{ROUTE}}}))"), runbook="MifengLagGrowing", warn=1000,
    )  # fmt: skip


def since_commit() -> Panel:
    """When something was done last."""
    return number(
        "Since the last commit", "Time since any worker has committed. Grows when nothing comes in, too.", "s",
        now("time() - max(mifeng_last_commit_timestamp_seconds)"), runbook="MifengNothingInspected",
    )  # fmt: skip


def late_share() -> Panel:
    """How the objective of latency stands."""
    return number(
        "Later than 10 s, last hour", "Share of records committed more than 10 s after their timestamp; 1% may.", "percentunit",
        now(f"max(mifeng:latency_bad:ratio_rate1h{{{ROUTE}}})"),
        runbook="MifengLatencyBudgetBurn", warn=0.01, alarm=0.144,
    )  # fmt: skip


def dead_share() -> Panel:
    """How the objective of errors stands."""
    return number(
        "Dead letters, last hour", "Share of records that could not be inspected; 0.1% may.", "percentunit",
        now(f"max(mifeng:dead_letter_bad:ratio_rate1h{{{ROUTE}}})"),
        runbook="MifengDeadLetterBudgetBurn", warn=0.001, alarm=0.0144,
    )  # fmt: skip


def rate() -> Panel:
    """How much is done."""
    return lines(
        "Records inspected", "Records a second that were inspected and committed.", "reqps",
        series(f"sum by (route) (rate(mifeng_end_to_end_seconds_count{{{ROUTE}}}[$__rate_interval]))", "{{route}}"),
        runbook="MifengNothingInspected", span=8,
    )  # fmt: skip


def size() -> Panel:
    """How many bytes that is."""
    return lines(
        "Bytes inspected", "Bytes a second of the inspected records as they came in.", "Bps",
        series(f"sum by (route) (rate(mifeng_message_bytes_total{{{ROUTE}}}[$__rate_interval]))", "{{route}}"), span=8,
    )  # fmt: skip


def lag() -> Panel:
    """How much waits."""
    return lines(
        "Lag by route", "Records of the input topic that are not committed.", "short",
        series(f"max by (route) (mifeng_position_lag{{{ROUTE}}})", "{{route}}"), runbook="MifengLagGrowing", span=8,
    )  # fmt: skip


def oldest() -> Panel:
    """How long it has waited."""
    return lines(
        "Oldest record in hand", "Age of the oldest record that was polled and is not committed; 0 where none waits.", "s",
        series(f"max by (route) (mifeng_oldest_uninspected_seconds{{{ROUTE}}})", "{{route}}"),
        runbook="MifengNothingInspected", span=8,
    )  # fmt: skip


def end_to_end() -> Panel:
    """What senders feel."""
    return lines(
        "End to end", "From a record's timestamp to its commit: median, 95th and 99th percentile, with traces as exemplars.", "s",
        *(
            series(f"histogram_quantile({q}, sum by (le) (rate({_TIMED}[$__rate_interval])))", name, exemplar=True)
            for q, name in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99"))
        ),
        runbook="MifengLatencyBudgetBurn", span=8,
    )  # fmt: skip


def inspection() -> Panel:
    """What the code takes."""
    buckets = "sum by (le) (rate(mifeng_inspect_seconds_bucket[$__rate_interval]))"
    return lines(
        "Inspection of one record", "Time to inspect one record, with the wait for a case that has not come: median and 99th percentile.", "s",
        series(f"histogram_quantile(0.5, {buckets})", "p50"), series(f"histogram_quantile(0.99, {buckets})", "p99"), span=8,
    )  # fmt: skip


def stages() -> Panel:
    """Which part of the code takes it."""
    return lines(
        "Time by stage", "Mean time of each stage of an inspection: fold, detect, decide, redact.", "s",
        series(
            "sum by (stage) (rate(mifeng_stage_seconds_sum[$__rate_interval]))"
            " / sum by (stage) (rate(mifeng_stage_seconds_count[$__rate_interval]))",
            "{{stage}}",
        ),
        stacked=True, span=8,
    )  # fmt: skip


def transactions() -> Panel:
    """How batches end."""
    return lines(
        "Transactions", "Transactions a second, committed and aborted. An aborted batch is tried again.", "ops",
        series("sum by (result) (rate(mifeng_transactions_total[$__rate_interval]))", "{{result}}"),
        series("sum(rate(mifeng_transaction_retries_total[$__rate_interval]))", "tried again"),
        runbook="MifengTransactionBudgetBurn", span=8,
    )  # fmt: skip


def dead_letters() -> Panel:
    """What failed, and how."""
    return lines(
        "Dead letters", "Records a second that could not be inspected, by class of the error. None was sent.", "reqps",
        series(
            f"sum by (route, error) (rate(mifeng_dead_letter_total{{{ROUTE}}}[$__rate_interval]))", "{{route}} {{error}}"
        ),
        runbook="MifengDeadLetterGrowing", span=8,
    )  # fmt: skip


def cpu() -> Panel:
    """Is there enough of it?"""
    return lines(
        "CPU", "Cores that each process uses. A worker uses one, and a little more for its texts side by side.", "short",
        series('rate(process_cpu_seconds_total{job=~"mifeng.*"}[$__rate_interval])', "{{instance}}"), span=8,
    )  # fmt: skip


def memory() -> Panel:
    """Is there enough of it?"""
    return lines(
        "Memory", "Resident memory of each process.", "bytes",
        series('process_resident_memory_bytes{job=~"mifeng.*"}', "{{instance}}"), span=8,
    )  # fmt: skip


def files() -> Panel:
    """Are any left?"""
    return lines(
        "Open files", "Share of the open files that a process may have.", "percentunit",
        series('process_open_fds{job=~"mifeng.*"} / process_max_fds', "{{instance}}"), span=8,
    )  # fmt: skip


def cases_behind() -> Panel:
    """How far the case store is behind."""
    return lines(
        "Cases to be read", "Records of the cases topic that are not in the store yet. Only with cases from Kafka.", "short",
        series("mifeng_case_store_behind", "{{instance}}"), runbook="MifengCaseStoreNotCaughtUp", span=8,
    )  # fmt: skip


def cases_age() -> Panel:
    """How current the cases are."""
    return lines(
        "Age of the cases", "Time since the store was level with its topic. Only with cases from Kafka.", "s",
        series("mifeng_case_store_age_seconds", "{{instance}}"), runbook="MifengCaseStoreStale", span=8,
    )  # fmt: skip


def cases() -> Panel:
    """How many there are."""
    return lines(
        "Cases", "Cases in the store, and whether it has caught up (1). Only with cases from Kafka.", "short",
        series("mifeng_case_store_cases", "{{instance}}"),
        series("mifeng_case_store_caught_up", "{{instance}} caught up"), span=8,
    )  # fmt: skip


def builds() -> Panel:
    """Which code and policy is in force where."""
    return listing("Versions", "Version and policy of each worker.", now("mifeng_build_info"), span=24)


ROWS = (
    ("At a glance", (ready, workers, waiting_now, since_commit, late_share, dead_share)),
    ("Flow", (rate, size, lag, end_to_end, inspection, stages)),
    ("What goes wrong", (oldest, transactions, dead_letters)),
    ("Saturation", (cpu, memory, files)),
    ("Cases", (cases_behind, cases_age, cases)),
    ("Versions", (builds,)),
)
