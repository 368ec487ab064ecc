"""Metrics hold no values of messages, and the probes say the truth."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

from pipeline.metrics import Health, Metrics, MetricsServer
from pipeline.metrics.labels import MAX_ERRORS

CANARY = "张三13800138000"


class Clock:
    """A clock that is moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def metrics() -> Metrics:
    """Return metrics for two routes."""
    return Metrics(("messages", "notes"))


@pytest.fixture
def health(clock: Clock) -> Health:
    """Return a health state on the clock."""
    return Health(live_s=30, clock=clock)


@pytest.fixture
def server(metrics: Metrics, health: Health) -> Iterator[MetricsServer]:
    """Yield a server on a free port."""
    serving = MetricsServer(metrics.registry, health)
    yield serving
    serving.close()


def get(server: MetricsServer, path: str, accept: str = "*/*", method: str = "GET") -> tuple[int, str, str]:
    """Return status, content type and body of an answer."""
    url = server.url.replace("/metrics", path)
    request = urllib.request.Request(url, headers={"Accept": accept}, method=method)  # noqa: S310 - http, local
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers["Content-Type"], answer.read().decode()


def test_unknown_label_values_become_other(metrics: Metrics) -> None:
    """Whatever a message or a core may put there, no label shows it."""
    metrics.inspected(CANARY, {"channel": CANARY, "group": CANARY}, CANARY, [(CANARY, CANARY, CANARY)])
    metrics.inspected("messages", {}, "allow", [])
    metrics.dead_lettered(CANARY, CANARY)
    labels = [sample.labels for family in metrics.registry.collect() for sample in family.samples]
    assert CANARY not in {value for found in labels for value in found.values()}
    assert {"route": "other", "channel": "other", "group": "other", "action": "other"} in labels
    assert {"route": "messages", "channel": "other", "group": "other", "action": "allow"} in labels
    assert {"type": "other", "owner": "other", "action": "other"} in labels


def test_error_classes_cannot_grow_without_end(metrics: Metrics) -> None:
    """After so many class names the rest are counted together."""
    for number in range(500):
        metrics.dead_lettered("messages", f"Error{number}")
    families = {family.name: family for family in metrics.registry.collect()}
    errors = {sample.labels["error"] for sample in families["mifeng_dead_letter"].samples}
    assert len(errors) == MAX_ERRORS + 1
    assert "other" in errors


def test_series_that_alerts_need_are_there_from_the_start(metrics: Metrics) -> None:
    """An increase from nothing would not be seen by `increase()`."""
    value = metrics.registry.get_sample_value
    for route in ("messages", "notes"):
        assert value("mifeng_dead_letter_total", {"route": route, "error": "BadInput"}) == 0
        assert value("mifeng_position_lag", {"route": route}) == 0


def test_two_workers_in_a_process_do_not_meet(metrics: Metrics) -> None:
    """Each has a registry of its own."""
    other = Metrics(("messages",))
    metrics.took(0.1)
    assert other.registry.get_sample_value("mifeng_inspect_seconds_count") == 0


def test_serves_text(server: MetricsServer, metrics: Metrics) -> None:
    """Prometheus' text format, with the build information and the documented names."""
    metrics.build("cn@1")
    metrics.inspected("messages", {"channel": "sms", "group": "contact"}, "redact", [])
    metrics.took(0.002)
    status, content_type, body = get(server, "/metrics")
    assert (status, content_type.partition(";")[0]) == (200, "text/plain")
    families = {family.name: family for family in parse_text(body)}
    documented = ("messages", "findings", "inspect_seconds", "dead_letter", "position_lag", "build_info")
    assert {f"mifeng_{name}" for name in documented} <= families.keys()
    (build,) = families["mifeng_build_info"].samples
    assert build.labels["policy"] == "cn@1"


def test_serves_openmetrics_to_who_asks(server: MetricsServer) -> None:
    """Content negotiation works, and the body is what it says."""
    status, content_type, body = get(server, "/metrics?x=1", "application/openmetrics-text; version=1.0.0")
    assert (status, content_type.partition(";")[0]) == (200, "application/openmetrics-text")
    assert any(family.name == "mifeng_inspect_seconds" for family in parse_openmetrics(body))


def test_live_while_the_loop_turns(server: MetricsServer, health: Health, clock: Clock) -> None:
    """A loop that hangs is not live any more, and live again when it goes on."""
    assert get(server, "/livez")[0] == 200
    clock.now += 31
    assert get(server, "/livez")[0] == 503
    health.turned()
    assert get(server, "/livez")[0] == 200


def test_ready_when_every_part_is(server: MetricsServer, health: Health) -> None:
    """The answer names what is missing, and a part can be lost again."""
    assert get(server, "/readyz") == (
        503,
        "text/plain; charset=utf-8",
        "not ready: bus, policy, keys, cases\n",
    )
    health.set_ready("bus")
    health.set_ready("keys")
    assert get(server, "/readyz")[2] == "not ready: policy, cases\n"
    health.set_ready("policy")
    current = [False]
    health.ready_while("cases", lambda: current[0])
    assert get(server, "/readyz")[2] == "not ready: cases\n"
    current[0] = True
    assert get(server, "/readyz")[0] == 200
    health.set_ready("bus", False)
    assert get(server, "/readyz")[2] == "not ready: bus\n"
    with pytest.raises(KeyError):
        health.set_ready("nonsense")


@pytest.mark.parametrize(
    ("path", "method", "status"), [("/", "GET", 404), ("/livez", "HEAD", 200), ("/", "POST", 501)]
)
def test_serves_nothing_else(server: MetricsServer, path: str, method: str, status: int) -> None:
    """Only three pages, only to be read."""
    assert get(server, path, method=method)[0] == status


def test_the_port_is_free_after_closing(metrics: Metrics, health: Health) -> None:
    """A closed server answers no more, also while a client hangs on a connection."""
    serving = MetricsServer(metrics.registry, health)
    with socket.create_connection(("127.0.0.1", serving.port)):
        serving.close()
        again = MetricsServer(metrics.registry, health, serving.port)
        again.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", serving.port), timeout=2)


def test_a_taken_port_is_an_error(server: MetricsServer, metrics: Metrics, health: Health) -> None:
    """Two workers cannot show themselves at one address."""
    with pytest.raises(OSError, match="in use"):
        MetricsServer(metrics.registry, health, server.port)
