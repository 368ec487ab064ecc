"""The record matcher: one case's own values, in every disguise, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.engine import analyzer
from detectors.fold import View
from detectors.proof import parse
from detectors.recognizer import ALSO_OWNERS, OWNER, RULE
from detectors.record import Record, RecordRecognizer, Value
from tests.growth import assert_linear

RECORD = Record(
    (
        Value("borrower", "PERSON", "谭晓蔚"),
        Value("borrower", "CN_RESIDENT_ID", "33010619901002931X"),
        Value("borrower", "PHONE_NUMBER", "13812345678"),
        Value("borrower", "CN_BANK_CARD", "6217001234567890123"),
        Value("borrower", "ADDRESS", "湖南省长沙市岳麓区枫林三路218号望湘家园16栋3单元1204室"),
        Value("borrower", "EMPLOYER", "苏州蓝鲸精密机械有限公司"),
        Value("borrower", "EMAIL_ADDRESS", "tanxw88@foxmail.com"),
        Value("borrower", "WECHAT_ID", "tan_wei9021"),
        Value("borrower", "QQ_NUMBER", "473920156"),
        Value("borrower", "CN_VEHICLE_PLATE", "湘A7K92D"),
        Value("borrower", "LOAN_CONTRACT", "XD20250817004562"),
        Value("borrower", "DEBT_AMOUNT", "28416.73"),
        Value("borrower", "DEBT_AMOUNT", "20000"),
        Value("borrower", "DEBT_AMOUNT", "47天"),
        Value("contact:0", "PERSON", "徐娜"),
        Value("contact:0", "PHONE_NUMBER", "15966778899"),
        Value("contact:1", "PERSON", "高峰"),
        Value("contact:2", "PERSON", "欧阳志远"),
        Value("contact:2", "ADDRESS", "河南省周口市商水县平店镇李庄村3组12号"),
    )
)

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    """Return the lines of a table, but for comments, with its two escapes resolved."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [
        line.replace("\\n", "\n").replace("\\u200b", "\u200b") for line in lines if line[:1] not in ("", "#")
    ]


FOUND = [(kind, text) for kind, _, text in (line.partition("|") for line in _lines("record_catch.txt"))]
INNOCENT = _lines("record_avoid.txt")
ORDINARY_NAMES = Record(
    tuple(
        Value("b", "PERSON", name)
        for name in ("成功", "江山", "白云", "安康", "张伟", "何静", "张天", "万里")
    )
)
ORDINARY_WORDS = [
    "恭喜您申请成功",
    "扣款成功，感谢",
    "打江山易守江山难",
    "白云机场见",
    "从白云区出发",
    "身体安康，万事如意",
    "任何静态页面",
    "紧张伟大的时刻",
    "张，伟大的人",
    "张伟明，您好",
    "这张伟人像",
    "万里长征",
    "紧张天气",
]


def _analyze(text: str, record: Record = RECORD) -> list[tuple[str, str, int, int]]:
    results = RecordRecognizer(record).analyze(text)
    return [(r.recognition_metadata[OWNER], r.entity_type, r.start, r.end) for r in results]


@pytest.mark.parametrize(("kind", "line"), FOUND)
def test_finds_each_value_in_each_disguise(kind: str, line: str) -> None:
    """Each marked span is found exactly, with its type and an owner of the record."""
    text, expected = parse(line, kind)
    found = {(entity_type, start, end) for _, entity_type, start, end in _analyze(text)}
    assert {(e.entity_type, e.start, e.end) for e in expected} <= found


@pytest.mark.parametrize("text", INNOCENT)
def test_leaves_innocent_text_alone(text: str) -> None:
    """Parts too small to tell, other people's values and longer numbers are no match."""
    assert [(kind, text[start:end]) for _, kind, start, end in _analyze(text)] == []


def test_tells_numbers_apart_that_folding_has_joined() -> None:
    """A digit that folding has moved up to a number makes it no longer one; a digit that stood there does."""
    source = "1 13812345678"
    places = [0, *range(2, len(source))]
    joined = View(source, source.replace(" ", ""), places, [place + 1 for place in places])
    recognizer = RecordRecognizer(RECORD)
    assert [(hit.start, hit.end) for hit in recognizer.find(joined)] == [(1, 12)]
    assert list(recognizer.find(View("113812345678", "113812345678"))) == []


@pytest.mark.parametrize("text", ORDINARY_WORDS)
def test_takes_no_word_for_a_name(text: str) -> None:
    """A name of two characters that is an ordinary word, or the seam of two, is not seen in such words."""
    assert _analyze(text, ORDINARY_NAMES) == []


@pytest.mark.parametrize(
    "text", ["成功先生您好", "白云欠款不还", "转告江山，让他回电", "张伟明天还", "张伟超过30天了", "何静的"]
)
def test_takes_such_a_name_for_a_name_where_it_is_one(text: str) -> None:
    """The same names are found where the words around them speak of a person."""
    assert len(_analyze(text, ORDINARY_NAMES)) == 1


def test_names_the_owner_and_the_rule() -> None:
    """A finding says whose value it is and which rule saw it."""
    (result,) = RecordRecognizer(RECORD).analyze("打159-6677-8899")
    assert result.recognition_metadata[OWNER] == "contact:0"
    assert result.recognition_metadata[RULE] == "record.phone"
    assert result.score == 1.0


def test_names_every_owner_of_a_shared_value() -> None:
    """A phone that the borrower shares with a contact is one finding with both owners."""
    record = Record(
        (
            Value("borrower", "PHONE_NUMBER", "13812345678"),
            Value("contact:0", "PHONE_NUMBER", "138 1234 5678"),
        )
    )
    (result,) = RecordRecognizer(record).analyze("打13812345678")
    assert result.recognition_metadata[OWNER] == "borrower"
    assert result.recognition_metadata[ALSO_OWNERS] == ("contact:0",)


def test_prefers_the_longer_of_two_names() -> None:
    """A name that is the beginning of another name of the record does not hide it."""
    record = Record((Value("borrower", "PERSON", "张伟"), Value("contact:0", "PERSON", "张伟明")))
    assert _analyze("张伟明来电", record) == [("contact:0", "PERSON", 0, 3)]


def test_runs_as_an_ad_hoc_recognizer() -> None:
    """Presidio runs the matcher for one call and keeps its metadata."""
    results = analyzer().analyze(
        "打13812345678", "zh", entities=["PHONE_NUMBER"], ad_hoc_recognizers=[RecordRecognizer(RECORD)]
    )
    assert "borrower" in {r.recognition_metadata.get(OWNER) for r in results}


def test_shows_no_value_in_a_repr() -> None:
    """Values never leave through a repr."""
    shown = repr(RECORD) + repr(RECORD.values[0]) + repr(RecordRecognizer(RECORD))
    assert "谭晓蔚" not in shown
    assert "13812345678" not in shown


KINDS = sorted({value.entity_type for value in RECORD.values} | {"DATE_OF_BIRTH", "HK_ID", "IP_ADDRESS"})
ODD = [
    "",
    " ",
    "1",
    "张",
    ".*+?[](",
    "((((",
    "\\",
    "x" * 5000,
    "8" * 5000,
    "市" * 300,
    "@",
    "a@",
    "@b.c",
    "NaN",
    "1e99999",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_takes_any_value(kind: str, odd: str) -> None:
    """A malformed value neither raises nor matches an ordinary message."""
    record = Record((Value("borrower", kind, odd),))
    assert _analyze("您好，请于今日联系400-123-4567，谢谢 (a) 1 张 @", record) == []


@given(kind=st.sampled_from(KINDS), value=st.text(max_size=60), text=st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_never_raises(kind: str, value: str, text: str) -> None:
    """Whatever the value and the text, spans lie within the text."""
    record = Record((Value("borrower", kind, value),))
    for _, _, start, end in _analyze(text + value, record):
        assert 0 <= start < end <= len(text + value)


SEPARABLE = {
    "PHONE_NUMBER": "13812345678",
    "CN_RESIDENT_ID": "33010619901002931X",
    "CN_BANK_CARD": "6217001234567890123",
    "LOAN_CONTRACT": "XD20250817004562",
    "CN_VEHICLE_PLATE": "湘A7K92D",
    "PERSON": "谭晓蔚",
}
CARRIER = st.text(alphabet="您好请联系借款人的电话到家里说明情况谢谢，。！", max_size=30)


@given(kind=st.sampled_from(sorted(SEPARABLE)), before=CARRIER, after=CARRIER, data=st.data())
@settings(max_examples=300, deadline=None)
def test_covers_a_value_with_random_separators(
    kind: str, before: str, after: str, data: st.DataObject
) -> None:
    """A value in any Chinese sentence, with a separator at any place, is covered from end to end."""
    gaps = data.draw(
        st.lists(st.sampled_from(["", "", " ", "-", "·", "."]), min_size=len(SEPARABLE[kind]), max_size=30)
    )
    pieces = [c + gap for c, gap in zip(SEPARABLE[kind], gaps, strict=False)]
    written = "".join(pieces)[: -len(gaps[len(pieces) - 1]) or None]
    start, end = len(before), len(before) + len(written)
    spans = [(s, e) for _, k, s, e in _analyze(before + written + after) if k == kind]
    assert any(s <= start and end <= e for s, e in spans)


def test_making_one_compiles_and_folds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made for every message, so all work waits until there is a text."""

    def forbidden(*_: object) -> None:
        raise AssertionError("work at construction")

    monkeypatch.setattr("re.compile", forbidden)
    monkeypatch.setattr("detectors.record.matcher.fold", forbidden)
    RecordRecognizer(RECORD)


HOSTILE = [
    "1",
    "1 ",
    "欠",
    " ",
    "13812345678",
    "138****",
    "徐娜",
    "谭",
    "高峰",
    "枫林三路218号",
    "tan ",
    "尾号5678",
    "一二三",
    "0.1万",
    "*",
    "1990年10月",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_stays_linear(unit: str) -> None:
    """Eight times the hostile text takes about eight times as long."""
    assert_linear(lambda size: _analyze((unit * size)[:size]), 25_000, 200_000)
