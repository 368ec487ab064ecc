"""The same input gives the same bytes, in whichever process, with whichever hash seed, in whichever order."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pipeline.fixtures import load_fixtures
from tests.command import ROOT, mifeng


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write all fixtures as JSONL: messages and cases."""
    folder = tmp_path_factory.mktemp("scan")
    fixtures = list(load_fixtures([ROOT / "fixtures"]))
    messages, cases = folder / "messages.jsonl", folder / "cases.jsonl"
    with messages.open("wb") as message_file, cases.open("wb") as case_file:
        for number, fixture in enumerate(fixtures):
            case_id = f"case-{number}" if fixture.case is not None else None
            message = msgspec.structs.replace(fixture.message, id=f"m-{number}", case_id=case_id)
            message_file.write(msgspec.json.encode(message) + b"\n")
            if fixture.case is not None:
                case = msgspec.structs.replace(fixture.case, case_id=case_id)
                case_file.write(msgspec.json.encode(case) + b"\n")
    assert len(fixtures) > 100
    return messages, cases


def _scan(inputs: tuple[Path, Path], policy: str, seed: str, messages: Path | None = None) -> bytes:
    result = mifeng(
        "scan",
        "--policy",
        policy,
        "--cases",
        inputs[1],
        messages or inputs[0],
        environment={"PYTHONHASHSEED": seed},
    )
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize("policy", ["cn", "tw", "us"])
def test_the_hash_seed_changes_nothing(inputs: tuple[Path, Path], policy: str) -> None:
    """Two processes in which sets and dictionaries of texts are ordered differently print the same bytes."""
    first, second = (_scan(inputs, policy, seed) for seed in ("1", "4242"))
    assert first == second
    assert first.count(b"\n") == inputs[0].read_bytes().count(b"\n")


def test_the_order_of_messages_changes_nothing(inputs: tuple[Path, Path], tmp_path: Path) -> None:
    """No message is judged by what came before it: backwards, each gets the same decision."""
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_bytes(b"".join(reversed(inputs[0].read_bytes().splitlines(keepends=True))))
    turned = _scan(inputs, "cn", "7", backwards).splitlines()
    assert turned[::-1] == _scan(inputs, "cn", "8").splitlines()


def test_detect_is_deterministic_too(tmp_path: Path) -> None:
    """Findings come in the same order with the same scores, where many of them overlap."""
    texts = tmp_path / "texts.jsonl"
    unit = "聂海洋13912345678@qq.com身份证110101199003071233欠3000元微信nie_hy88住芜湖市镜湖区长江中路88号2栋"
    texts.write_bytes(
        b"".join(msgspec.json.encode({"id": n, "text": unit[n:] + unit[:n]}) + b"\n" for n in range(60))
    )
    outputs = {mifeng("detect", texts, environment={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "99")}
    assert len(outputs) == 1
    assert outputs != {b""}
