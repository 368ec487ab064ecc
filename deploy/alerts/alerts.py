"""The one list of alerts."""

from __future__ import annotations

from deploy.alerts.model import Alert
from deploy.alerts.objectives import OBJECTIVES

_PROTECTION = (
    Alert(
        "MifengFailOpen",
        "critical",
        "0m",
        "sum by (instance) (increase(mifeng_fail_open_total[1h])) > 0",
        "An output contradicted its decision on {{ $labels.instance }}",
        "The second look before the commit stopped {{ $value | humanize }} output(s) that would have let through what was to be"
        " held or blocked. Nothing leaked, but the code is broken: stop this version and go back to the last one.",
    ),
    Alert(
        "MifengCanaryMissed",
        "critical",
        "2m",
        "(min by (instance) (mifeng_canary_recall) < 1) and on (instance) mifeng_canary_runs_total > 0",
        "Known leaks get past {{ $labels.instance }}",
        "Only {{ $value | humanizePercentage }} of the built-in leaks were stopped, so real ones get through, too. Stop the worker;"
        " find what has changed (version, policy) and take it back.",
    ),
    Alert(
        "MifengCanaryBenignStopped",
        "warning",
        "5m",
        "(min by (instance) (mifeng_canary_pass_rate) < 1) and on (instance) mifeng_canary_runs_total > 0",
        "Harmless messages are stopped on {{ $labels.instance }}",
        "Only {{ $value | humanizePercentage }} of the built-in harmless messages went on as they were. Expect false alarms in the"
        " quarantine; find what has changed (version, policy).",
    ),
    Alert(
        "MifengCanaryNotRun",
        "warning",
        "5m",
        "time() - max by (instance) (mifeng_canary_timestamp_seconds) > 900",
        "No canary was inspected on {{ $labels.instance }} for 15 minutes",
        "Nobody knows whether leaks are stopped. Look whether the loop turns (/livez) and whether worker.canary_s is 0.",
    ),
    Alert(
        "MifengLeakSpike",
        "warning",
        "5m",
        "mifeng:stopped:increase15m >= 20 and"
        " (mifeng:stopped:ratio15m > 3 * mifeng:stopped:ratio1d or mifeng:stopped:ratio15m > mifeng:stopped:ratio1d + 0.3)",
        "Many more messages than usual are stopped on channel {{ $labels.channel }}",
        "{{ $value | humanize }} messages were held or blocked in 15 minutes, a far larger share than over the last day. Look at the"
        " rules and groups on the overview: a new template, a wrong list of recipients, or a real leak.",
    ),
    Alert(
        "MifengSenderStandsOut",
        "warning",
        "10m",
        "mifeng:leaks_by_bucket:increase1h >= 20"
        " and mifeng:leaks_by_bucket:increase1h > 3 * scalar(max(bottomk(15, mifeng:leaks_by_bucket:increase1h)))",
        "One group of senders ({{ $labels.bucket }}) causes most of what is stopped",
        "{{ $value | humanize }} messages of this hashed group were held or blocked in an hour, more than three times those of the"
        " next one. The metric names nobody; whoever may open the quarantine sees the senders there.",
    ),
    Alert(
        "MifengPolicyReloadFailed",
        "warning",
        "2m",
        "(min by (instance) (mifeng_policy_reload_ok) == 0) and on (instance) mifeng_policy_loaded_timestamp_seconds > 0",
        "The policy on disk is not in force on {{ $labels.instance }}",
        "The file was changed and is wrong, or is gone; the policy from before stays in force. mifeng policy check FILE says what is"
        " wrong, with the line.",
    ),
)
_REVIEW = (
    Alert(
        "MifengQuarantineOld",
        "warning",
        "10m",
        "max by (route) (mifeng_quarantine_oldest_seconds) > 86400",
        "A message of route {{ $labels.route }} has waited for a reviewer for more than a day",
        "The oldest has waited for {{ $value | humanizeDuration }}. List them with mifeng quarantine list --older-than 24h, and"
        " release or reject them.",
    ),
    Alert(
        "MifengDeadLetterGrowing",
        "warning",
        "5m",
        "sum by (route, error) (increase(mifeng_dead_letter_total[30m])) >= 10",
        "Records of route {{ $labels.route }} go to dead-letter with {{ $labels.error }}",
        "{{ $value | humanize }} in 30 minutes. None was sent. mifeng dead-letter list shows where they are; mend the cause and replay"
        " them.",
    ),
)
_FLOW = (
    Alert(
        "MifengLagGrowing",
        "warning",
        "10m",
        "mifeng:position_lag:max > 1000 and deriv(mifeng:position_lag:max[10m]) > 0",
        "The lag of route {{ $labels.route }} is high and grows",
        "{{ $value | humanize }} records are waiting and more come in than are inspected. Add workers, up to the number of"
        " partitions; look whether one of them is slow.",
    ),
    Alert(
        "MifengNothingInspected",
        "critical",
        "5m",
        "(mifeng:position_lag:max > 0 or max by (route) (mifeng_oldest_uninspected_seconds) > 60)"
        " unless on (route) mifeng:inspected:rate5m > 0",
        "Nothing of route {{ $labels.route }} is inspected though records wait",
        "Messages stand still. Look at /readyz and at the log of the workers (batch_aborted, bus_failed), then at the brokers.",
    ),
    Alert(
        "MifengCaseStoreStale",
        "warning",
        "5m",
        "max by (instance) (mifeng_case_store_age_seconds) > 300",
        "The cases on {{ $labels.instance }} are out of date",
        "The store was last level with its topic {{ $value | humanizeDuration }} ago; messages are judged by older cases. The log says"
        " why under cases_unreadable.",
    ),
    Alert(
        "MifengCaseStoreNotCaughtUp",
        "critical",
        "10m",
        "min by (instance) (mifeng_case_store_caught_up) == 0",
        "{{ $labels.instance }} has not read its cases",
        "The worker inspects nothing until it has. Watch mifeng_case_store_behind: if it does not fall, look at the log and the"
        " permissions on the cases topic.",
    ),
    Alert(
        "MifengNotReady",
        "warning",
        "5m",
        "min by (instance, part) (mifeng_ready) == 0",
        "{{ $labels.instance }} is not ready: {{ $labels.part }}",
        "mifeng check says what is wrong, with the worker's own configuration.",
    ),
    Alert(
        "MifengAbsent",
        "critical",
        "2m",
        'absent(up{job="mifeng"} == 1)',
        "No worker answers",
        "Nothing is inspected and nothing is sent. Look whether the workers run, why they ended, and whether Prometheus reaches them.",
    ),
    Alert(
        "MifengDown",
        "warning",
        "5m",
        'up{job=~"mifeng|mifeng-quarantine"} == 0',
        "{{ $labels.job }} on {{ $labels.instance }} does not answer",
        "Prometheus cannot read its metrics. Look whether it runs and why it ended.",
    ),
)
ALERTS: tuple[Alert, ...] = (
    *(alert for objective in OBJECTIVES for alert in objective.alerts()),
    *_PROTECTION,
    *_REVIEW,
    *_FLOW,
)
