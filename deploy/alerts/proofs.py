"""The unit tests of the alerts: for each, what must not yet call anybody, and what must."""

from __future__ import annotations

from deploy.alerts.model import Proof, Severity

_W = 'instance="w1",job="mifeng"'


def _wakes(alert: str, what: str, series: dict[str, str], quiet: str, fires: str) -> Proof:
    return Proof(what, alert, "critical", series, quiet, fires)


def _waits(alert: str, what: str, series: dict[str, str]) -> Proof:
    """Return the proof of a slow burn: 20 good hours, then 1.5 times the budget, which is used up after 40 more."""
    return Proof(what, alert, "warning", series, "58h", "62h", step="5m")


def _late(calm: str, then: str, on_time: str) -> dict[str, str]:
    return {
        f'mifeng_end_to_end_seconds_count{{route="messages",{_W}}}': f"{calm} {then}",
        f'mifeng_end_to_end_seconds_bucket{{le="10.0",route="messages",{_W}}}': f"{calm} {on_time}",
    }


def _dead(calm: str, well: str, wrong: str) -> dict[str, str]:
    return {
        f'mifeng_end_to_end_seconds_count{{route="messages",{_W}}}': f"{calm} {well}",
        f'mifeng_dead_letter_total{{error="BadInput",route="messages",{_W}}}': wrong,
    }


def _aborted(committed: str, aborted: str) -> dict[str, str]:
    return {
        f'mifeng_transactions_total{{result="committed",{_W}}}': committed,
        f'mifeng_transactions_total{{result="aborted",{_W}}}': aborted,
    }


_SLOW, _ERRORS, _ABORTS = (
    "MifengLatencyBudgetBurn",
    "MifengDeadLetterBudgetBurn",
    "MifengTransactionBudgetBurn",
)
_BUDGETS = (
    # In an hour, 14.4% of the records must be late: with all of them late that takes nine minutes.
    _wakes(_SLOW, "all are late", _late("0+100x120", "12100+100x60", "12000x60"), "2h6m", "2h20m"),
    _wakes(_SLOW, "8% are late for hours", _late("0+100x60", "6100+100x300", "6092+92x300"), "3h", "4h30m"),
    _waits(_SLOW, "1.5% are late for days", _late("0+1000x240", "241000+1000x600", "240985+985x600")),
    _wakes(_ERRORS, "a tenth fails", _dead("0+90x120", "10890+90x60", "0x120 10+10x60"), "2h4m", "2h30m"),
    _wakes(_ERRORS, "0.9% fail for hours", _dead("0+991x60", "60451+991x300", "0x60 9+9x300"), "2h", "3h30m"),
    _waits(_ERRORS, "0.15% fail for days", _dead("0+2000x240", "481997+1997x600", "0x240 3+3x600")),
    _wakes(_ABORTS, "half are aborted", _aborted("0+60x180", "0x120 30+30x60"), "2h4m", "2h50m"),
    _wakes(_ABORTS, "8% for hours", _aborted("0+92x360", "0x60 8+8x300"), "3h", "4h30m"),
    _waits(_ABORTS, "1.5% for days", _aborted("0+985x840", "0x240 15+15x600")),
)


def _one(
    what: str, alert: str, series: dict[str, str], quiet: str, fires: str,
    severity: Severity = "warning", **labels: str,
) -> Proof:  # fmt: skip
    return Proof(what, alert, severity, series, quiet, fires, labels)


def _messages(action: str, values: str) -> dict[str, str]:
    rest = f'action="{action}",channel="sms",group="contact",route="messages",{_W}'
    return {f"mifeng_messages_total{{{rest}}}": values}


def _buckets(ordinary: str, one: str) -> dict[str, str]:
    names = [f"{number:02}" for number in range(16)]
    return {
        f'mifeng_leaks_by_bucket_total{{bucket="{name}",{_W}}}': one if name == "07" else ordinary
        for name in names
    }


def _canary(gauge: str, values: str, runs: str) -> dict[str, str]:
    return {f"{gauge}{{{_W}}}": values, f"mifeng_canary_runs_total{{{_W}}}": runs}


_RECALL, _PASS = "mifeng_canary_recall", "mifeng_canary_pass_rate"
_LAG = f'mifeng_position_lag{{route="messages",{_W}}}'
_DONE = f'mifeng_end_to_end_seconds_count{{route="messages",{_W}}}'
_LETTERS = f'mifeng_dead_letter_total{{error="BadInput",route="messages",{_W}}}'
_WAITED = f'mifeng_oldest_uninspected_seconds{{route="messages",{_W}}}'
_OLDEST = 'mifeng_quarantine_oldest_seconds{route="messages",instance="q",job="mifeng-quarantine"}'
_LOADED = f"mifeng_policy_loaded_timestamp_seconds{{{_W}}}"

_PROTECTION = (
    _one("the first one", "MifengFailOpen", {f"mifeng_fail_open_total{{{_W}}}": "0x10 1x10"}, "10m", "11m", "critical"),
    _one("one of ten gets past", "MifengCanaryMissed", _canary(_RECALL, "1x10 0.9x10", "1+1x20"), "12m", "14m", "critical"),
    _one("a start", "MifengCanaryMissed", _canary(_RECALL, "0x20", "0x10 1x10"), "10m", "14m", "critical"),
    _one("a harmless one stopped", "MifengCanaryBenignStopped", _canary(_PASS, "1x10 0.8x20", "1+1x30"), "14m", "17m"),
    _one("none for a while", "MifengCanaryNotRun", {f"mifeng_canary_timestamp_seconds{{{_W}}}": "0+60x10 600x30"}, "29m", "32m"),
    _one("a fifth becomes three fifths", "MifengLeakSpike",
         _messages("allow", "0+80x180 14440+40x60") | _messages("block", "0+20x180 3660+60x60"), "3h3m", "3h25m", channel="sms"),
    _one("a twentieth becomes a quarter", "MifengLeakSpike",
         _messages("allow", "0+95x180 17175+75x60") | _messages("block", "0+5x180 925+25x60"), "3h3m", "3h25m", channel="sms"),
    _one("one like no other", "MifengSenderStandsOut", _buckets("0+0.1x240", "0x120 1+1x120"), "2h15m", "2h50m", bucket="07"),
    _one("a broken file", "MifengPolicyReloadFailed",
         {f"mifeng_policy_reload_ok{{{_W}}}": "1x10 0x10", _LOADED: "1x20"}, "12m", "14m"),
)  # fmt: skip
_REVIEW = (
    _one("a day and ten minutes", "MifengQuarantineOld", {_OLDEST: "82800+60x120"}, "1h10m", "1h12m", route="messages"),
    _one("one a minute", "MifengDeadLetterGrowing", {_LETTERS: "0x60 1+1x60"}, "1h8m", "1h20m", error="BadInput"),
)  # fmt: skip
_FLOW = (
    _one("twenty a minute", "MifengLagGrowing", {_LAG: "0+20x120"}, "1h", "1h5m", route="messages"),
    _one("a lag", "MifengNothingInspected",
         {_LAG: "0x30 5x60", _DONE: "0+10x30 300x60", _LETTERS: "0x90"}, "36m", "45m", "critical", route="messages"),
    _one("a loop that hangs with a lag of none", "MifengNothingInspected",
         {_LAG: "0x90", _WAITED: "0x30 0+60x60", _DONE: "0+10x30 300x60", _LETTERS: "0x90"}, "36m", "45m", "critical"),
    _one("not level for ten minutes", "MifengCaseStoreStale", {f"mifeng_case_store_age_seconds{{{_W}}}": "0+60x20"}, "10m", "12m"),
    _one("a start that lasts", "MifengCaseStoreNotCaughtUp", {f"mifeng_case_store_caught_up{{{_W}}}": "0x20"}, "9m", "11m", "critical"),
    _one("one part", "MifengNotReady",
         {f'mifeng_ready{{part="bus",{_W}}}': "1x10 0x10", f'mifeng_ready{{part="keys",{_W}}}': "1x20"}, "14m", "17m", part="bus"),
    _one("the only worker ends", "MifengAbsent", {f"up{{{_W}}}": "1x10 0x10"}, "12m", "14m", "critical"),
    _one("it was never there", "MifengAbsent", {"other": "1x20"}, "1m", "3m", "critical"),
    _one("one of two", "MifengDown",
         {f"up{{{_W}}}": "1x10 0x10", 'up{instance="q",job="mifeng-quarantine"}': "1x20"}, "14m", "17m", instance="w1"),
)  # fmt: skip
PROOFS: tuple[Proof, ...] = (*_BUDGETS, *_PROTECTION, *_REVIEW, *_FLOW)
