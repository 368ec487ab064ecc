"""Rendering the chart with Helm, and judging what comes out by the schemas of Kubernetes and of the custom resources."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from tests.command import ROOT
from tests.deploy.tools import Tools

CHART = ROOT / "deploy" / "helm" / "mifeng"
#: Sets of values to render with, by name.
VALUES: Mapping[str, Path] = {
    path.name.removesuffix("-values.yaml"): path for path in sorted((CHART / "ci").glob("*-values.yaml"))
}
#: The newest version of Kubernetes, and the oldest that the chart says it is for.
VERSIONS = ("1.37.0", "1.27.0")
_DEFINITIONS = "/api/_definitions.json"
Object: TypeAlias = dict[str, Any]

#: Runs beside the models of the custom resources. A field that a model does not know is dropped without a word, so what
#: comes back is compared with what went in.
_CUSTOM = """\
import json, sys
from cloudcoil.models.keda import v1alpha1 as keda
from cloudcoil.models.prometheus_operator import v1 as monitoring
models = {"keda.sh/v1alpha1": keda, "monitoring.coreos.com/v1": monitoring}
for given in json.load(sys.stdin):
    model = getattr(models[given["apiVersion"]], given["kind"])
    back = model.model_validate(given).model_dump(by_alias=True, exclude_unset=True, mode="json")
    assert back == given, f"{given['kind']}: unknown or changed fields\\n{given}\\n{back}"
"""


def helm(tools: Tools, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run helm, with nothing of the user's configuration."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tools.folder / "home")}
    return subprocess.run(
        [tools.helm, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def render(tools: Tools, values: Path | None, *options: str, version: str = VERSIONS[0]) -> list[Object]:
    """Return the objects that the chart makes of values. Raises `AssertionError` with what Helm says."""
    files = [] if values is None else ["--values", str(values)]
    done = helm(tools, "template", "prod", str(CHART), "--namespace", "mifeng", f"--kube-version=v{version}", *files, *options)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [one for one in yaml.safe_load_all(done.stdout) if one is not None]


def one(objects: Sequence[Object], kind: str) -> Object:
    """Return the only object of a kind."""
    (found,) = [each for each in objects if each["kind"] == kind]
    return found


def is_custom(given: Object) -> bool:
    """Return whether an object's kind is not Kubernetes' own."""
    group = given["apiVersion"].rpartition("/")[0]
    return "." in group and not group.endswith(".k8s.io")


def faults(tools: Tools, objects: Sequence[Object], version: str) -> Iterator[str]:
    """Yield what is wrong with Kubernetes' own objects by the strict schemas of a version: unknown fields are faults, too."""
    registry = Registry().with_resource(_DEFINITIONS, _resource(tools, version, "_definitions.json"))
    for given in objects:
        schema = {**_schema(tools, version, _file(given)), "$id": "/api/object.json"}
        for error in Draft7Validator(schema, registry=registry).iter_errors(given):
            yield f"{given['kind']} {error.json_path}: {error.message}"


def custom_faults(tools: Tools, objects: Sequence[Object]) -> str:
    """Return what is wrong with custom resources by the models of their own projects, "" for nothing."""
    done = subprocess.run(
        [tools.python, "-c", _CUSTOM],
        input=json.dumps(objects), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stderr


def _file(given: Object) -> str:
    group, _, version = given["apiVersion"].rpartition("/")
    return "-".join(filter(None, [given["kind"].lower(), group.partition(".")[0], version])) + ".json"


def _schema(tools: Tools, version: str, name: str) -> Object:
    folder = f"kubernetes_validate/kubernetes-json-schema/v{version}-local-strict"
    found: Object = json.loads(tools.schemas.read(f"{folder}/{name}"))
    return found


def _resource(tools: Tools, version: str, name: str) -> Resource[Any]:
    return DRAFT7.create_resource(_schema(tools, version, name))
