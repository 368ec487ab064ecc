"""The chart's workers: their configuration is one that mifeng reads, their secrets are references, and they are shut in."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from pipeline.bus.kafka_config import PASSWORD_VARIABLE
from pipeline.cases.store.keys import KEY_FILE_VARIABLE
from pipeline.worker.config import INSTANCE_VARIABLE, Config
from pipeline.worker.config_file import parse_config
from tests.command import ROOT
from tests.deploy.chart import CHART, VALUES, Object, one, render
from tests.deploy.dockerfile import stages
from tests.deploy.image import DOCKERFILE
from tests.deploy.tools import Tools

#: What the chart sets, or (instance, a file of cases) leaves to the pods and to Kafka.
_NOT_FOR_VALUES = {"data_dir", "bus", "keys", "metrics", "instance", "cases"}


def _pods(objects: list[Object]) -> list[dict[str, Any]]:
    return [
        each["spec"]["template"]["spec"] for each in objects if each["kind"] in ("StatefulSet", "Deployment")
    ]


def _config(objects: list[Object]) -> Config:
    return parse_config(one(objects, "ConfigMap")["data"]["mifeng.toml"], "mifeng.toml")


@pytest.mark.parametrize("name", VALUES)
def test_the_configuration_is_one_that_a_worker_reads(tools: Tools, name: str) -> None:
    """It parses strictly; what it names is mounted; it serves where the probes ask; it ends within the grace period."""
    objects = render(tools, VALUES[name])
    config, pod = _config(objects), one(objects, "StatefulSet")["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    mounted = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    paths = {
        f"{mounted[volume['name']]}/{item['path']}"
        for volume in pod["volumes"]
        for item in volume.get("secret", {}).get("items", [])
    }
    named = {
        config.kafka.password_file,
        config.kafka.ssl_cafile,
        config.kafka.ssl_certfile,
        config.kafka.ssl_keyfile,
    }
    named |= {config.keys.reviewer_public, config.keys.pseudonym}
    named |= {each["value"] for each in container["env"] if each["name"] == KEY_FILE_VARIABLE}
    assert named - {None} == paths
    assert (config.bus.kind, config.data_dir, config.metrics.host) == ("kafka", mounted["data"], "0.0.0.0")  # noqa: S104
    assert [port["containerPort"] for port in container["ports"]] == [config.metrics.port]
    assert pod["terminationGracePeriodSeconds"] > config.worker.stop_s


def test_values_reach_the_worker(tools: Tools) -> None:
    """Numbers, texts, tables and routes arrive as they were given: whole numbers whole, large ones without an exponent."""
    config = _config(render(tools, VALUES["secure"]))
    assert (config.group, config.worker.batch_size, config.worker.batch_s) == ("firewall", 400, 2.5)
    assert (config.kafka.max_in_flight_bytes, config.kafka.session_timeout_s) == (16_777_216, 30)
    assert [route.input for route in config.routes] == ["outbound.sms", "outbound.letters"]
    assert config.routes[1].cleared == "letters.to-print"


def test_a_policy_of_ones_own(tools: Tools) -> None:
    """Its text arrives as it is, the worker is told of its file, and a change of it replaces the pods."""
    ours = ROOT / "pipeline" / "policies" / "tw.yaml"
    objects = render(tools, VALUES["minimal"], "--set-file", f"policy={ours}")
    assert one(objects, "ConfigMap")["data"]["policy.yaml"].strip() == ours.read_text("utf-8").strip()
    (mount,) = [m for m in _pods(objects)[0]["containers"][0]["volumeMounts"] if m["name"] == "config"]
    assert _config(objects).policy == f"{mount['mountPath']}/policy.yaml"
    before, after = (
        one(each, "StatefulSet")["spec"]["template"]["metadata"]["annotations"]["checksum/config"]
        for each in (render(tools, VALUES["minimal"]), objects)
    )
    assert before != after


def test_the_schema_knows_every_table() -> None:
    """What may stand under config in the values is what a configuration has, less what the chart sets."""
    schema = json.loads((CHART / "values.schema.json").read_text("utf-8"))
    allowed = set(schema["properties"]["config"]["properties"])
    assert allowed == {field.name for field in msgspec.structs.fields(Config)} - _NOT_FOR_VALUES


@pytest.mark.parametrize("name", VALUES)
def test_pods_are_shut_in(tools: Tools, name: str) -> None:
    """The image's user, no token, a read-only root, no capabilities, the runtime's seccomp profile, limits on memory."""
    user = int(stages(DOCKERFILE)[-1].one("USER").partition(":")[0])
    for pod in _pods(render(tools, VALUES[name])):
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["runAsUser"] == pod["securityContext"]["fsGroup"] == user
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        (container,) = pod["containers"]
        context = container["securityContext"]
        assert (context["readOnlyRootFilesystem"], context["allowPrivilegeEscalation"]) == (True, False)
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in container["resources"]["limits"]
        assert [m["mountPath"] for m in container["volumeMounts"] if not m.get("readOnly")] == ["/data"]


@pytest.mark.parametrize("name", VALUES)
def test_secrets_are_references(tools: Tools, name: str) -> None:
    """The chart makes no Secret, passes none in the environment, mounts them for the group only, and none is the reviewers'."""
    objects = render(tools, VALUES[name])
    assert all(each["kind"] != "Secret" for each in objects)
    for pod in _pods(objects):
        assert PASSWORD_VARIABLE not in {each["name"] for each in pod["containers"][0].get("env", [])}
        secrets = [volume["secret"] for volume in pod["volumes"] if "secret" in volume]
        assert all(secret["defaultMode"] == 0o440 for secret in secrets)
        assert all("identity" not in item["path"] for secret in secrets for item in secret["items"])


def test_the_exporter_has_no_keys(tools: Tools) -> None:
    """Depth and age of the quarantine are told without any key."""
    objects = render(tools, VALUES["everything"])
    pod = one(objects, "Deployment")["spec"]["template"]["spec"]
    assert {volume["name"] for volume in pod["volumes"]} == {"config", "kafka", "tls", "data"}


def test_a_pod_keeps_its_name_on_kafka(tools: Tools) -> None:
    """The instance is the pod's name, which a StatefulSet gives again, and pods start without waiting for each other."""
    worker = one(render(tools, VALUES["minimal"]), "StatefulSet")
    assert worker["spec"]["podManagementPolicy"] == "Parallel"
    (variable,) = worker["spec"]["template"]["spec"]["containers"][0]["env"]
    assert variable == {"name": INSTANCE_VARIABLE, "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}


def test_the_network_is_kafka_dns_and_metrics(tools: Tools) -> None:
    """Out: the brokers' ports and DNS in kube-system. In: the metrics' port, from those who are named."""
    policy = one(render(tools, VALUES["secure"]), "NetworkPolicy")["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    (inward,), (kafka, dns) = policy["ingress"], policy["egress"]
    assert [port["port"] for port in inward["ports"]] == ["metrics"]
    assert inward["from"][0]["namespaceSelector"]["matchLabels"] == {
        "kubernetes.io/metadata.name": "monitoring"
    }
    assert ([port["port"] for port in kafka["ports"]], kafka["to"]) == (
        [9093],
        [{"ipBlock": {"cidr": "192.0.2.0/24"}}],
    )
    assert {port["port"] for port in dns["ports"]} == {53}
    assert dns["to"]


def test_scaling_is_by_the_lag_of_every_input(tools: Tools) -> None:
    """One trigger a route, on the workers' own group, with the secret's user; a StatefulSet that is scaled has no replicas."""
    objects = render(tools, VALUES["everything"])
    scaled, config = one(objects, "ScaledObject")["spec"], _config(objects)
    assert "replicas" not in one(objects, "StatefulSet")["spec"]
    assert scaled["scaleTargetRef"]["name"] == one(objects, "StatefulSet")["metadata"]["name"]
    triggers = [trigger["metadata"] for trigger in scaled["triggers"]]
    assert [trigger["topic"] for trigger in triggers] == [route.input for route in config.routes]
    assert {trigger["consumerGroup"] for trigger in triggers} == {config.group}
    assert {(trigger["sasl"], trigger["tls"]) for trigger in triggers} == {("scram_sha512", "enable")}
    given = {
        each["parameter"]: each["name"]
        for each in one(objects, "TriggerAuthentication")["spec"]["secretTargetRef"]
    }
    assert given == {"username": "keda-kafka", "password": "keda-kafka", "ca": "kafka-ca"}
