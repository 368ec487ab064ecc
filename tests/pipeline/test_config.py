"""The configuration is read strictly, and a first run makes what it needs and says where it is."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import logs
from pipeline.contract import BadInput
from pipeline.quarantine import load_identity, open_record
from pipeline.worker.config import Config
from pipeline.worker.config_file import load_config, parse_config
from pipeline.worker.routes import MESSAGES, NOTES
from pipeline.worker.run import run
from pipeline.worker.toml_lines import line_of
from tests.pipeline.worker_fakes import CANARY, TellingInspector, fill, message, read_all

WHOLE = """\
# everything that can be set
data_dir = "data"
group = "g-1"
policy = "policies/ours.yaml"
cases = "cases.jsonl"

[bus]
kind = "sqlite"
durability = "process"
busy_timeout_s = 5

[worker]
batch_size = 50
poll_timeout_s = 0.5
live_s = 10.0

[metrics]
host = "0.0.0.0"
port = 0

[keys]
reviewer_public = "/keys/reviewers.pub"
pseudonym = "pseudonym.key"

[[routes]]
name = "sms"
input = "sms.out"
cleared = "sms.safe"
"""

WRONG = [
    ("data_dir = 1\n", "c.toml:1: expected a string for data_dir"),
    ("\n\npolicy = 'cn'\nprot = 1\n", "c.toml:4: expected one of the keys data_dir, group, policy, "),
    ("[metrics]\nport = '1'\n", "c.toml:2: expected a whole number for metrics.port"),
    ("[metrics]\n\n# port\nport = 65536\n", "c.toml:4: expected a whole number <= 65535 for metrics.port"),
    ("[metrics]\nprot = 1\n", "c.toml:2: expected one of the keys host, port, found prot"),
    ("metrics.port = -1\n", "c.toml:1: expected a whole number >= 0 for metrics.port"),
    ("group = 'g'\nmetrics = {port = true}\n", "c.toml:2: expected a whole number for metrics.port"),
    ("[worker]\nbatch_size = 0\n", "c.toml:2: expected a whole number >= 1 for worker.batch_size"),
    ("[worker]\nlive_s = false\n", "c.toml:2: expected a number for worker.live_s"),
    ("[bus]\ndurability = 'high'\n", "c.toml:2: expected bus.durability to be one of power, process"),
    ("[bus]\nkind = 'carrier'\n", "c.toml:2: expected bus.kind to be one of sqlite, kafka"),
    ("[kafka]\npassword = 'x'\n", "c.toml:2: expected one of the keys bootstrap, security_protocol, "),
    (
        "[kafka]\nsecurity_protocol = 'TLS'\n",
        "c.toml:2: expected kafka.security_protocol to be one of PLAINTEXT, SSL, ",
    ),
    ("[kafka]\nrequest_timeout_s = 0\n", "c.toml:2: expected a number >= 1.0 for kafka.request_timeout_s"),
    ("instance = 'a b'\n", "c.toml:1: expected a string"),
    ("metrics = 3\n", "c.toml:1: expected a table for metrics"),
    ("group = 'not a name'\n", "c.toml:1: expected a string matching regex"),
    ("routes = []\n", "c.toml:1: expected a list of length >= 1 for routes"),
    (
        "[[routes]]\nname = 'a'\ninput = 'a'\n[[routes]]\nname = 'b'\n",
        "c.toml:4: expected the key input in routes.1",
    ),
    (
        "[[routes]]\nname = 'a'\ninput = 'a'\nout = 'b'\n",
        "c.toml:4: expected one of the keys name, input, cleared",
    ),
    (
        "[[routes]]\nname='a'\ninput='a'\n[[routes]]\nname='a'\ninput='b'\n",
        "c.toml:4: expected each route name once",
    ),
    (
        "[[routes]]\nname='a'\ninput='a'\ncleared='a'\n",
        "c.toml:1: expected each topic once, topic a has two uses",
    ),
    ("[[routes]]\nname = 'a b'\ninput = 'a'\n", "c.toml:2: expected a string matching regex"),
    ("[[routes]]\nname = 'a'\ninput = '短信'\n", "c.toml:3: expected a string matching regex"),
    (
        "[[routes]]\nname = 'a'\ninput = 'a'\ncleared = ''\nquarantine = 'x y'\n",
        "c.toml:5: expected a string matching",
    ),
    ("a = 1\nb = = 2\n", "c.toml:2: expected well-formed TOML"),
    ("[bus]\nkind = 'sqlite'\nkind = 'sqlite'\n", "c.toml:3: expected well-formed TOML"),
    ("x = 'never closed\n", "c.toml:1: expected well-formed TOML"),
    ("\n[bus]\n[bus]\n", "c.toml:3: expected well-formed TOML"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_configuration_names_file_and_line(text: str, expected: str) -> None:
    """Unknown keys, wrong types and values out of range are errors at their place."""
    with pytest.raises(BadInput) as caught:
        parse_config(text, "c.toml")
    assert str(caught.value).startswith(expected)


def test_everything_can_be_set(tmp_path: Path) -> None:
    """Every documented key is read, and relative paths belong to the file's directory."""
    file = tmp_path / "mifeng.toml"
    file.write_text(WHOLE)
    config = load_config(file)
    assert (config.data, config.group) == (tmp_path / "data", "g-1")
    assert (config.policy, config.cases_path) == (
        str(tmp_path / "policies/ours.yaml"),
        tmp_path / "cases.jsonl",
    )
    assert (config.bus.durability, config.bus.busy_timeout_s) == ("process", 5)
    assert (config.worker.batch_size, config.worker.poll_timeout_s, config.worker.live_s) == (50, 0.5, 10)
    assert (config.metrics.host, config.metrics.port) == ("0.0.0.0", 0)  # noqa: S104 - read, not served
    assert config.reviewer_public_path == Path("/keys/reviewers.pub")
    assert config.pseudonym_key_path == tmp_path / "pseudonym.key"
    (route,) = config.routes
    assert route.topics()[:3] == ("sms.out", "sms.safe", "sms.out.quarantine")


def test_the_defaults_are_the_embedded_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file: SQLite in ./mifeng-data, the policy of China, both routes."""
    monkeypatch.chdir(tmp_path)
    config = load_config(None)
    assert config.data == tmp_path / "mifeng-data"
    assert (config.policy, config.cases_path, config.routes) == ("cn", None, (MESSAGES, NOTES))
    assert config.metrics.host == "127.0.0.1"
    (tmp_path / "empty.toml").write_text("")
    assert load_config(tmp_path / "empty.toml") == config


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(BadInput, match=r"gone\.toml: expected a readable configuration file"):
        load_config(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("[t]\na = '''\nb = 1\n'''\nb = 2", ("t", "b"), 5),
        ('[t]\na = [\n  "b = 1",\n]\nb = 2', ("t", "b"), 5),
        ('["t.x"]\n"a b" = 1', ("t.x", "a b"), 2),
        ("[t]\n[t.u]\na = 1\n[v]\na = 1", ("v", "a"), 5),
        ("[[r]]\na = 1\n[[r]]\na = 2", ("r", 1, "a"), 4),
        ("[[r]]\na = 1\n[[r]]\nb = 2", ("r", 1, "a"), 3),
        ("# t\n[t]", ("t", "missing"), 2),
        ("", ("missing",), 1),
    ],
)
def test_the_line_of_a_value(text: str, path: tuple[str | int, ...], line: int) -> None:
    """Tables, lists of tables, quoted keys and texts over several lines do not lead astray."""
    assert line_of(text, path) == line


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Config]:
    """Yield a configuration in a directory that is not there yet; put logging back afterwards."""
    restore = logs.configure()
    yield parse_config("[metrics]\nport = 0\n[worker]\npoll_timeout_s = 0.01\n", "c").under(tmp_path / "new")
    restore()


def start(config: Config) -> int:
    """Run a worker with a fake core until nothing is left."""
    return run(config, until_idle=True, build_inspector=lambda _: TellingInspector())


def logged(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the log lines so far."""
    return [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]


def test_a_first_run_makes_what_it_needs(config: Config, capfd: pytest.CaptureFixture[str]) -> None:
    """Data directory, keys and log are made for their owner only, and one line says where everything is."""
    assert start(config) == 0
    started, stopped = logged(capfd)
    assert (started["event"], stopped["event"], stopped["records"]) == ("worker_started", "worker_stopped", 0)
    for key in ("log", "reviewer_public_key", "pseudonym_key", "readme"):
        assert Path(started[key]).is_file()
    assert started["metrics"].startswith("http://127.0.0.1:")
    for secret in (config.log_path, config.pseudonym_key_path, config.reviewer_identity_path):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(config.data.stat().st_mode) == 0o700
    assert len(bytes.fromhex(config.pseudonym_key_path.read_text())) == 32


def test_a_second_run_keeps_the_keys(config: Config) -> None:
    """What was held before a restart can still be opened after it."""
    assert start(config) == 0
    identity = load_identity(config.reviewer_identity_path)
    fill(config.log_path, MESSAGES.input, [message(1, "hold")])
    config.reviewer_identity_path.unlink()  # moved to the reviewers, as the text in the directory asks for
    assert start(config) == 0
    (held,) = read_all(config.log_path, MESSAGES.quarantine)
    assert open_record(held.value, identity).value == message(1, "hold")
    assert not config.reviewer_identity_path.exists()


@pytest.mark.parametrize("name", ["reviewer_public_path", "pseudonym_key_path"])
def test_a_lost_key_is_not_replaced(config: Config, capfd: pytest.CaptureFixture[str], name: str) -> None:
    """Once there is a log, a missing key stops the worker instead of being made anew."""
    assert start(config) == 0
    path: Path = getattr(config, name)
    path.unlink()
    assert start(config) == 2
    assert f"{path}: expected the key that this log was begun with" in capfd.readouterr().err
    assert not path.exists()


def test_a_policy_that_is_not_there_is_wrong_use(config: Config, capfd: pytest.CaptureFixture[str]) -> None:
    """An error while the core is built ends with 2 and its place."""

    def build(_: Config) -> TellingInspector:
        raise BadInput("expected a policy", "p.yaml:3")

    assert run(config, build_inspector=build) == 2
    assert capfd.readouterr().err.splitlines()[-1] == "p.yaml:3: expected a policy"


def test_a_stop_during_the_start_is_a_stop(config: Config) -> None:
    """A signal that comes while the core is being built ends the worker in order, before its first batch."""

    def build(_: Config) -> TellingInspector:
        fill(config.log_path, MESSAGES.input, [message(1)])
        signal.raise_signal(signal.SIGTERM)
        return TellingInspector()

    assert run(config, build_inspector=build) == 0
    assert read_all(config.log_path, MESSAGES.cleared) == []
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_taken_port_is_wrong_use(config: Config, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The error names the address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert start(parse_config(f"metrics.port = {port}", "c").under(tmp_path)) == 2
    assert f"127.0.0.1:{port}: expected a port that is free" in capfd.readouterr().err


def test_a_log_of_another_version_is_a_failure(config: Config, capfd: pytest.CaptureFixture[str]) -> None:
    """A bus that cannot be used ends with 1 and a line that says why."""
    assert start(config) == 0
    with sqlite3.connect(config.log_path) as db:
        db.execute("PRAGMA user_version = 9")
    assert start(config) == 1
    assert "expected a log of schema version 1, found version 9" in capfd.readouterr().err


def test_a_run_shows_no_text(config: Config, capfd: pytest.CaptureFixture[str]) -> None:
    """A whole run over every outcome leaves no text on stderr or stdout."""
    assert start(config) == 0
    actions = ("allow", "redact", "hold", "block", "crash")
    fill(config.log_path, NOTES.input, [message(n, a) for n, a in enumerate(actions)] + [CANARY.encode()])
    assert start(config) == 0
    shown = capfd.readouterr()
    assert "dead_lettered" in shown.err
    assert not any(piece in shown.err + shown.out for piece in CANARY.split())
