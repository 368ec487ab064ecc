"""Whatever is fed to the command line: it says where and what was expected, quickly, and repeats none of it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.contract.decode import MAX_BYTES
from tests.command import ROOT, Result, mifeng

#: Personal data in every bad input; none of these may come back on stderr.
NAME, PHONE, MAIL = "钟离秀", "13855501234", "zhongli.xiu@mail.test"
PLANTED = (NAME, PHONE, MAIL)
ALL = f"{NAME} {PHONE} {MAIL}"
#: Seconds of CPU, of which 2 are the start. The worst megabyte takes 10 to 15.
_LIMIT_S = 45.0
#: 180 of these are the interpreter and the detectors' tables.
_LIMIT_MIB = 800.0


Called = Callable[..., Result]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Called:
    """Return a way to call the command's `main` without starting a process, which takes two seconds."""

    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["mifeng", *map(str, arguments)])
        began = time.process_time()
        with pytest.raises(SystemExit) as end:
            main()
        shown = capfdbinary.readouterr()
        code = end.value.code if isinstance(end.value.code, int) else 0
        return Result(code, shown.out, shown.err.decode("utf-8", "replace"), time.process_time() - began, 0)

    return call


def _object(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


#: Lines that no command that reads JSONL can use: none is an object in UTF-8.
BROKEN = [
    f'{{"id": "1", "text": "{ALL}"'.encode(),
    f'["{ALL}"]'.encode(),
    f'"{ALL}"'.encode(),
    b"null",
    b"NaN",
    b"{'id': '1'}",
    ALL.encode("gb18030"),
    b"\xff\xfe\x00\x01" + ALL.encode("utf-16-le"),
    b'{"id": "1", "text": "' + ALL.encode() + b'\\ud800"}',
    f'{{"id": "1", "text": "{ALL}\ud800"}}'.encode("utf-8", "surrogatepass"),
    b'{"id": "1", "text": ' + b"9" * 10_000 + b"}",
    b'{"id": "1", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b"\x00" * 1_000,
    f'{{"id": "1", "text": "{ALL}"}} {{}}'.encode(),
]
#: Objects that are no messages.
NO_MESSAGES = [
    _object(id="1"),
    _object(text=ALL),
    _object(id=7, text=ALL),
    _object(id="1", text=[ALL]),
    _object(id="1", text="x", kind=ALL),
    _object(id="1", text="x", channel=ALL),
    _object(id="1", text="x", time=5),
    _object(id="1", text="x", case_id=[ALL]),
    _object(id="1", text="x", sender=ALL),
    _object(id="1", text="x", recipients=ALL),
    _object(id="1", text="x", recipients=[{"relation": ALL}]),
    _object(id="1", text="x", recipients=[{ALL: 1, "address": 5}]),
]
NO_CASES = [
    _object(borrower={"name": ALL}),
    _object(case_id=ALL, borrower=ALL),
    _object(case_id="C-1", borrower={"phones": ALL}),
    _object(case_id="C-1", contacts=[{"relation": ALL, "name": ALL}]),
    _object(case_id="C-1", loan={"outstanding": ALL}),
]
NO_LABELLED = [
    _object(id="1", text=ALL, entities=[{"type": NAME, "start": 0, "end": 3}]),
    _object(id="1", text=ALL, entities=[{"type": "PERSON", "start": 0, "end": 9_999}]),
    _object(id="1", text=ALL, entities=[{"type": "PERSON", "start": 3, "end": 3}]),
    _object(id="1", text=ALL, entities=ALL),
]


def _assert_refused(result: Result, place: str) -> None:
    """Every complaint says where, with the words that somebody can act on, and the limits hold."""
    assert result.code == 2
    assert result.err.startswith(f"{place}: "), result.err[:300]
    assert re.search(r"expected|required|not known", result.err)
    _assert_quiet(result)


def _assert_quiet(result: Result) -> None:
    assert "Traceback" not in result.err
    assert "internal error" not in result.err
    assert not [value for value in PLANTED if value in result.err]
    assert result.seconds < _LIMIT_S
    assert result.mebibytes < _LIMIT_MIB


def _complained(result: Result, name: str) -> list[int]:
    """Return the numbers of the lines that stderr complains of."""
    return [
        int(n) for n in re.findall(rf"^{re.escape(name)}:(\d+): .*(?:expected|required)", result.err, re.M)
    ]


@pytest.mark.parametrize(
    ("command", "bad"),
    [
        (("scan",), NO_MESSAGES),
        (
            ("detect",),
            [_object(id="1"), _object(text=ALL), _object(id=[ALL], text="x"), _object(id="1", text=5)],
        ),
        (("eval",), NO_LABELLED),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_bad_lines_are_named_and_the_good_ones_done(
    command: tuple[str, ...], bad: list[bytes], tmp_path: Path
) -> None:
    """Each bad line is named by its number, in order, up to twenty, and the good lines between them are decided."""
    good = _object(id="good", text="您好")
    for part, lines in enumerate((BROKEN, bad)):
        path = tmp_path / f"lines-{part}.jsonl"
        path.write_bytes(b"\n".join(piece for line in lines for piece in (line, good)) + b"\n")
        result = mifeng(*command, path)
        _assert_refused(result, f"{path}:1")
        assert _complained(result, str(path)) == [2 * number + 1 for number in range(len(lines))]
        if command != ("eval",):
            assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["good"] * len(lines)


@pytest.mark.parametrize("bad", [BROKEN[0], BROKEN[12], *NO_CASES], ids=lambda line: ascii(line[:24]))
def test_a_bad_case_stops_a_scan(bad: bytes, tmp_path: Path, called: Called) -> None:
    """A message judged without its case could go out, so a bad case stops everything, with its line."""
    path, messages = tmp_path / "cases.jsonl", tmp_path / "messages.jsonl"
    path.write_bytes(_object(case_id="C-0") + b"\n\n" + bad + b"\n")
    messages.write_bytes(_object(id="1", text="您好"))
    result = called("scan", "--cases", path, messages)
    _assert_refused(result, f"{path}:3")
    assert result.out == b""


def test_paths_that_cannot_be_read(tmp_path: Path, called: Called) -> None:
    """A folder, a missing file and a broken link are refused by name, wherever a file is asked for."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, tmp_path / "missing", tmp_path / "link"):
        for command in (("scan",), ("eval",), ("scan", "--cases"), ("policy", "check")):
            _assert_refused(called(*command, path), str(path))
    _assert_refused(called("test", tmp_path / "missing"), str(tmp_path / "missing"))
    _assert_refused(mifeng("detect", tmp_path), str(tmp_path))


def test_empty_and_blank_input_is_fine(tmp_path: Path) -> None:
    """Nothing to do is no error; a fixture folder without a test is, for somebody meant to test something."""
    (tmp_path / "empty").write_bytes(b"")
    assert mifeng("scan", "-", stdin=b"\n \r\n\n")[:3] == (0, b"", "")
    assert mifeng("detect", tmp_path / "empty")[:3] == (0, b"", "")
    assert mifeng("test", tmp_path).code == 2


def test_odd_but_valid_text_is_decided() -> None:
    """NULs, controls, invisible and astral characters, odd ids and repeated keys are texts like others."""
    texts = [
        "\0",
        "\0" * 500,
        "".join(map(chr, range(32))),
        "\u202e" + ALL,
        "\ufeff",
        "\U0001f469\u200d\U0001f469",
        "",
        " ",
    ]
    lines = [_object(id=f"\0{number}", text=text, extra={ALL: 1}) for number, text in enumerate(texts)]
    lines.append(b'{"id": "twice", "text": "a", "text": "b"}')
    result = mifeng("scan", "-", stdin=b"\r\n".join(lines))
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == len(lines)


@pytest.mark.parametrize("unit", ["7", "王", "\u200b", " ", "欠", "1 "], ids=ascii)
def test_a_megabyte_of_anything(unit: str) -> None:
    """A message of one megabyte is decided within the limits, cleared as it was or not at all."""
    text = unit * (1_000_000 // len(unit.encode()))
    result = mifeng("scan", "-", stdin=_object(id="big", text=text, recipients=[{"relation": "friend"}]))
    assert (result.code, result.err) == (0, "")
    _assert_quiet(result)
    decision = json.loads(result.out)
    assert decision["id"] == "big"
    assert (decision["text"] == text) == (decision["action"] == "allow")


def test_a_line_that_is_too_long_is_not_read_to_its_end() -> None:
    """Nine and sixty-four megabytes: refused with the limit; the line behind is decided, the memory stays bounded."""
    lines = [_object(id="1", text=ALL + "7" * size) for size in (9_000_000, 64_000_000)]
    result = mifeng("scan", "-", stdin=b"\n".join([*lines, _object(id="good", text="您好")]))
    _assert_refused(result, "<stdin>:1")
    assert f"<stdin>:2: expected at most {MAX_BYTES} bytes in one record" in result.err
    assert json.loads(result.out)["id"] == "good"


def test_many_bad_lines_do_not_fill_the_screen() -> None:
    """A wrong file of ten thousand lines gives twenty complaints and a number."""
    result = mifeng("scan", "-", stdin=(ALL.encode() + b"\n") * 10_000)
    _assert_refused(result, "<stdin>:1")
    assert len(result.err.splitlines()) <= 23
    assert "<stdin>: 10000 bad line(s)" in result.err


_CN = (ROOT / "pipeline" / "policies" / "cn.yaml").read_text("utf-8")
_TEST = """\
theme: t
cases:
  c: {borrower: {name: 钟离秀, phones: ["13855501234"]}}
tests:
  - name: n
    case: c
    message: {to: friend, text: "您好"}
    expect: {action: allow}
"""
YAML = {
    "anchors": ("a: &a [x, x]\nb: [*a, *a, *a]\n", 1),
    "deep": ("[" * 200_000 + "]" * 200_000, 1),
    "deep blocks": ("\n".join(" " * depth + "a:" for depth in range(900)), 41),
    "tags": (f"!!python/object/apply:os.system ['echo {PHONE}']\n", 1),
    "not closed": (f"name: '{ALL}\n", 2),
    "tabs": (f"name:\n\t- {ALL}\n", 2),
    "NUL": (f"name: x\n# {ALL}\nversion: \0\n", 3),
    "binary": ("\x7fELF\x01\x02" + ALL, 1),
    "a list": (f"- {NAME}\n- {PHONE}\n", 1),
    "a text": (ALL, 1),
    "nothing but a number": ("9" * 10_000, 1),
    "a key that is a list": (f"? [{NAME}, {PHONE}]\n: c\n", 1),
}
POLICIES = {
    "unknown key": (_CN + f"\n'{ALL}': 1\n", _CN.count("\n") + 2),
    "key twice": (_CN + "\nname: cn\n", _CN.count("\n") + 2),
    "number": (_CN.replace("ignore_below: 0.35", f"ignore_below: {PHONE}"), 19),
    "number of ten thousand digits": (_CN.replace("ignore_below: 0.35", "ignore_below: " + "9" * 10_000), 19),
    "not a number": (_CN.replace("ignore_below: 0.35", "ignore_below: nan"), 19),
    "column": (_CN.replace("  borrower: borrower", f"  borrower: {NAME}", 1), 24),
}
FIXTURES = {
    "unknown key": (_TEST + f"{NAME}: 1\n", 1),
    "relation": (_TEST.replace("to: friend", f"to: {NAME}"), 7),
    "case": (_TEST.replace("case: c", f"case: {PHONE}"), 6),
    "phones": (_TEST.replace(f'["{PHONE}"]', f'{{a: "{PHONE}"}}'), 3),
    "text": (_TEST.replace('text: "您好"', f"text: [{NAME}]"), 7),
    "expect": (_TEST.replace("action: allow", f"action: {MAIL}"), 8),
    "tests": ("theme: t\ntests: " + NAME + "\n", 2),
}


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        *((("policy", "check"), name) for name in YAML | POLICIES),
        *((("test",), name) for name in YAML.keys() | FIXTURES.keys()),
    ],
    ids=lambda part: part if isinstance(part, str) else part[0],
)
def test_hostile_yaml(command: tuple[str, ...], kind: str, tmp_path: Path, called: Called) -> None:
    """A policy or fixture file that is hostile or mistaken is refused with the line that is to be mended."""
    text, line = (YAML | (POLICIES if command[0] == "policy" else FIXTURES))[kind]
    path = tmp_path / "hostile.yaml"
    path.write_text(text, "utf-8")
    _assert_refused(called(*command, path), f"{path}:{line}")


def test_hostile_policy_stops_a_scan(tmp_path: Path) -> None:
    """The real command does the same, before it reads a message."""
    path = tmp_path / "hostile.yaml"
    path.write_text(POLICIES["column"][0], "utf-8")
    result = mifeng("scan", "--policy", path, "-", stdin=_object(id="1", text=ALL))
    _assert_refused(result, f"{path}:{POLICIES['column'][1]}")
    assert result.out == b""


def test_wrong_use_is_told() -> None:
    """An unknown policy, option or command is wrong use: exit 2, and no traceback."""
    for arguments in (("scan", "--policy", "atlantis", "-"), ("scan", "--fail-on", "never"), ("scna",)):
        result = mifeng(*arguments)
        assert result.code == 2
        assert "Traceback" not in result.err
        assert result.err
