"""The chart renders, for every set of values in ci/, into what Kubernetes takes, and says no to what cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.deploy.chart import (
    CHART,
    VALUES,
    VERSIONS,
    Object,
    custom_faults,
    faults,
    helm,
    is_custom,
    one,
    render,
)
from tests.deploy.tools import Tools

_RULES = Path("deploy/prometheus/mifeng.rules.yaml")


@pytest.mark.parametrize("name", VALUES)
def test_lint(tools: Tools, name: str) -> None:
    """Helm's linter has nothing against it but the want of an icon."""
    done = helm(tools, "lint", "--strict", str(CHART), "--values", str(VALUES[name]))
    assert done.returncode == 0, done.stdout
    assert [line for line in done.stdout.splitlines() if "[" in line] == ["[INFO] Chart.yaml: icon is recommended"]  # fmt: skip


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", VALUES)
def test_it_is_what_kubernetes_takes(tools: Tools, name: str, version: str) -> None:
    """Every object is valid by the strict schemas of the newest and of the oldest version."""
    objects = [each for each in render(tools, VALUES[name], version=version) if not is_custom(each)]
    assert len(objects) > 4
    assert list(faults(tools, objects, version)) == []


def test_custom_resources_are_what_their_projects_take(tools: Tools) -> None:
    """ScaledObject, TriggerAuthentication, ServiceMonitor and PrometheusRule are valid by the models of KEDA and the operator."""
    objects = [each for name in VALUES for each in render(tools, VALUES[name]) if is_custom(each)]
    kinds = {each["kind"] for each in objects}
    assert kinds == {"ScaledObject", "TriggerAuthentication", "ServiceMonitor", "PrometheusRule"}
    assert custom_faults(tools, objects) == ""


def test_what_is_not_valid_is_found(tools: Tools) -> None:
    """A misspelt field is told, in an object of Kubernetes and in a custom one: the checks can fail."""
    objects = render(tools, VALUES["everything"])
    worker, scaled = one(objects, "StatefulSet"), one(objects, "ScaledObject")
    worker["spec"]["template"]["spec"]["securityContex"] = {}
    scaled["spec"]["maxReplicas"] = 3
    assert any("securityContex" in fault for fault in faults(tools, [worker], VERSIONS[0]))
    assert "maxReplicas" in custom_faults(tools, [scaled])


def test_selectors_find_their_pods(tools: Tools) -> None:
    """Service, disruption budget and network policy select the workers' labels; the workers' service does not find the exporter."""
    objects = render(tools, VALUES["everything"])
    labels = {each["kind"]: each["spec"]["template"]["metadata"]["labels"] for each in objects if "template" in each.get("spec", {})}  # fmt: skip
    services = {
        each["metadata"]["name"]: each["spec"]["selector"] for each in objects if each["kind"] == "Service"
    }
    budget = one(objects, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"]
    network = one(objects, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"]
    for selector in (
        services["prod-mifeng"],
        budget,
        one(objects, "StatefulSet")["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels["StatefulSet"].items()
        assert not selector.items() <= labels["Deployment"].items()
    assert services["prod-mifeng-quarantine"].items() <= labels["Deployment"].items()
    assert all(network.items() <= found.items() for found in labels.values())


def test_prometheus_names_the_jobs_as_in_compose(tools: Tools) -> None:
    """The ServiceMonitor finds both services, and their label gives the jobs the names that the rules go by."""
    objects = render(tools, VALUES["everything"])
    monitor = one(objects, "ServiceMonitor")["spec"]
    found = [each["metadata"]["labels"] for each in objects if each["kind"] == "Service"]
    assert all(monitor["selector"]["matchLabels"].items() <= labels.items() for labels in found)
    scraped = yaml.safe_load((CHART.parents[1] / "compose" / "prometheus.yaml").read_text("utf-8"))
    assert {labels[monitor["jobLabel"]] for labels in found} == {
        job["job_name"] for job in scraped["scrape_configs"]
    }


def test_the_rules_are_those_of_the_repository(tools: Tools) -> None:
    """The chart's copy is deploy/prometheus/mifeng.rules.yaml, byte for byte, and all its groups are in the PrometheusRule."""
    copy, theirs = CHART / "files" / _RULES.name, CHART.parents[2] / _RULES
    assert copy.read_bytes() == theirs.read_bytes(), f"cp {_RULES} {copy.relative_to(CHART.parents[2])}"
    rule = one(render(tools, VALUES["everything"]), "PrometheusRule")
    assert rule["spec"] == yaml.safe_load(theirs.read_text("utf-8"))


_REFUSED = {
    "bootstrap": ["config.kafka.bootstrap="],
    "image.repository": ["image.repository="],
    "secrets.keys.name": ["secrets.keys.name="],
    "config.worker.stop_s": ["config.worker.stop_s=40"],
    "more workers than partitions": ["replicas=7"],
    "autoscaling.maxReplicas": ["autoscaling.enabled=true", "autoscaling.maxReplicas=7"],
    "secrets.casesKey.name": ["persistence.enabled=true"],
    "sasl_username": ["config.kafka.security_protocol=SASL_SSL"],
    "secrets.kafkaPassword.name": ["config.kafka.security_protocol=SASL_SSL", "config.kafka.sasl_username=u"],
    "autoscaling.secret.name": ["config.kafka.security_protocol=SASL_SSL", "config.kafka.sasl_username=u",
                                "secrets.kafkaPassword.name=s", "autoscaling.enabled=true"],
    "password_file": ["config.kafka.password_file=/x"],
    "data_dir": ["config.data_dir=/x"],
    "replica_count": ["replica_count=3"],
}  # fmt: skip


@pytest.mark.parametrize("told", _REFUSED)
def test_what_cannot_work_is_refused(tools: Tools, told: str) -> None:
    """What is missing, contradicts itself or is misspelt ends the rendering, with a word about it."""
    options = [word for setting in _REFUSED[told] for word in ("--set", setting)]
    done = helm(tools, "template", "x", str(CHART), "--values", str(VALUES["minimal"]), *options)
    assert done.returncode != 0
    assert told in done.stderr


def test_nothing_can_be_had_without_values(tools: Tools) -> None:
    """The defaults alone name no image, brokers or keys, and are refused."""
    assert helm(tools, "template", "x", str(CHART)).returncode != 0


def test_switched_off_parts_are_not_there(tools: Tools) -> None:
    """The least values give workers and what shuts them in, and nothing that needs an operator."""
    kinds = {each["kind"] for each in render(tools, VALUES["minimal"])}
    assert kinds == {"ConfigMap", "Service", "ServiceAccount", "StatefulSet", "PodDisruptionBudget", "NetworkPolicy"}  # fmt: skip
    less = render(
        tools, VALUES["minimal"], "--set", "networkPolicy.enabled=false,podDisruptionBudget.enabled=false"
    )
    assert {each["kind"] for each in less} == kinds - {"PodDisruptionBudget", "NetworkPolicy"}


def _names(objects: list[Object]) -> set[str]:
    return {each["metadata"]["name"] for each in objects}


def test_names_are_the_releases(tools: Tools) -> None:
    """A release called mifeng is not called so twice; a long name is cut to what a pod's name may have."""
    values = ["--values", str(VALUES["minimal"])]
    for release, name in (("mifeng", "mifeng"), ("x" * 53, "x" * 43 + "-mifeng")):
        done = helm(tools, "template", release, str(CHART), *values)
        assert _names(list(yaml.safe_load_all(done.stdout))) == {name}
