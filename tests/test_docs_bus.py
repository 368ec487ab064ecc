"""What docs/bus.md says of keys, topics, roles, metrics, errors and settings is what the code has."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import kafka.errors
import msgspec
import pytest
import yaml

import pipeline.cases.store as case_store
from pipeline.bus.kafka_config import KafkaConfig
from pipeline.metrics import Metrics
from pipeline.provision.permissions import Role
from pipeline.provision.plan import Keep, plan
from pipeline.worker.config import BusConfig, Config
from pipeline.worker.config_file import _TABLES, parse_config
from pipeline.worker.routes import Route

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "bus.md").read_text("utf-8")
_CODE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py")))
#: A key that has no default, shown behind #.
_OPTIONAL = re.compile(r"^# (?=[a-z_]+ = )", re.MULTILINE)


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def table(after: str) -> list[list[str]]:
    """Return the cells of the first table behind the heading `after`, without its own headings."""
    lines = TEXT.partition(f"## {after}\n")[2].partition("\n## ")[0].splitlines()
    rows = [line for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_the_configuration_has_the_defaults() -> None:
    """As it stands, the long block is what a worker on Kafka has without any of it."""
    shown = parse_config(blocks("toml")[0], "bus.md").under(Path("/x"))
    assert shown == Config(bus=BusConfig(kind="kafka")).under(Path("/x"))


def test_the_configuration_has_every_key() -> None:
    """With those behind # it has each key of each table, and no other."""
    text = _OPTIONAL.sub("", blocks("toml")[0])
    parse_config(text, "bus.md")
    shown = tomllib.loads(text)
    assert _keys(shown) == _names(Config)
    for name, struct in _TABLES.items():
        given: Any = shown[name]
        assert _keys(given[0] if struct is Route else given) == _names(struct), name


def _keys(given: dict[str, Any]) -> set[str]:
    return set(given)


def _names(struct: type[msgspec.Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct)}


def test_each_key_is_explained() -> None:
    """Every line with a key has some words behind it, but for names and paths below one that has."""
    lines = [line for line in blocks("toml")[0].splitlines() if re.match(r"(# )?[a-z_]+ = ", line)]
    bare = {line.removeprefix("# ").split(" = ")[0] for line in lines if "#" not in line.removeprefix("# ")}
    assert bare <= {"kind", "reviewer_public", "pseudonym", *_names(Route)}


def test_the_other_configurations_can_be_read() -> None:
    """Those for TLS are tables that a worker takes."""
    for text in blocks("toml")[1:]:
        assert parse_config(text, "bus.md").kafka != KafkaConfig()


def test_the_topics_are_as_they_are_made() -> None:
    """Use and settings of every topic, as `mifeng topics create` has them."""
    route = Route(name="r", input="INPUT")
    planned = plan(Config(routes=(route.complete(),)), Keep(), replication=3)
    wanted = {
        one.name.replace("mifeng.cases", "cases"): [
            one.settings[key]
            for key in ("cleanup.policy", "retention.ms", "max.message.bytes", "message.timestamp.type")
        ]
        for one in planned
    }
    assert {row[0]: row[2:] for row in table("Topics")} == wanted


def test_the_roles_are_all_there() -> None:
    """Every role that permissions can be printed for."""
    assert [row[0] for row in table("Permissions")] == list(get_args(Role))


def test_the_metrics_exist() -> None:
    """Every metric that is named is one of a worker, or of what watches the quarantine."""
    exposed = {family.name for family in Metrics(["messages"]).registry.collect()}
    named = {name.removesuffix("_total") for name in re.findall(r"`((?:mifeng|process)_[a-z_]+)", TEXT)}
    assert len(named) > 8
    missing = {name for name in named - exposed if f'"{name}"' not in _CODE}
    assert not missing


def test_the_errors_exist() -> None:
    """Every class of a dead letter is one that the code, or Kafka's library, has."""
    named = [name for row in table("Dead letters") for name in re.findall(r"`([A-Za-z]+)`", row[0])]
    assert len(named) > 8
    for name in named:
        ours = re.search(rf"class {name}\b|\"{name}\"", _CODE)
        assert ours or hasattr(kafka.errors, name) or hasattr(case_store, name), name


def test_the_log_events_exist() -> None:
    """Every event that is named is one that is logged."""
    listed = TEXT.partition("Log events")[2].partition("\n\n")[0]
    events = re.findall(r"`([a-z_]+)`", listed)
    assert len(events) > 8
    assert [event for event in events if f'"{event}"' not in _CODE] == []


def test_the_environment_is_complete() -> None:
    """Each variable that is named is read, and each that a worker on Kafka reads is named."""
    read = set(re.findall(r'"(MIFENG_[A-Z_]+)"', _CODE))
    named = set(re.findall(r"`(MIFENG_[A-Z_]+)`", TEXT))
    assert named <= read
    assert {
        name for name in read - named if "REDACTION" not in name
    } == set()  # of `scan`: see keys.pseudonym


def test_kubernetes_waits_longer_than_a_worker_takes_to_end() -> None:
    """The grace period is above `worker.stop_s`, and no probe gives up before `worker.live_s` does."""
    (manifest,) = [yaml.safe_load(text) for text in blocks("yaml")]
    pod = manifest["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["terminationGracePeriodSeconds"] > Config().worker.stop_s
    assert container["ports"][0]["containerPort"] == Config().metrics.port
    assert container["livenessProbe"]["failureThreshold"] >= 3


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`(cannot [a-z ]+|no more than a reference|another worker runs under this instance name|expected the key that this store was begun with|no space is left)", TEXT))))  # fmt: skip
def test_what_is_said_is_in_the_code(words: str) -> None:
    """The beginnings of errors that are quoted are those of the code."""
    first = words.strip().removeprefix("cannot ")
    assert first.split(" TOPIC")[0] in _CODE
