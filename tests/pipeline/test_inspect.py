"""The core: attribution, the strictest reader, the hold band, the second look, failing closed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pipeline.cases import Cases
from pipeline.contract import Borrower, Case, Contact, Decision, Loan, Message, Recipient
from pipeline.contract.vocabulary import ENTITY_TYPES
from pipeline.inspecting import detection, inspect
from pipeline.inspecting.closed import inspect_closed
from pipeline.inspecting.detection import Found
from pipeline.inspecting.overlap import resolve
from pipeline.policy import load_policy, parse_policy
from pipeline.redaction import BLANK, Redacted, RedactionKey
from tests.pipeline.test_policy import CN as CN_TEXT

CN = load_policy("cn")
CASE = Case(
    case_id="C-1",
    borrower=Borrower(
        name="齐鸿远", id_number="110101198803070011", phones=("13900001111",), employers=("合肥青禾印务有限公司",),
        addresses=("安徽省合肥市蜀山区望江西路128号云栖苑3栋602室",),
    ),
    contacts=(
        Contact(relation="parent", name="齐保国", phones=("13700002222",)),
        Contact(relation="guarantor", name="雷震", phones=("13700004444",)),
    ),
    loan=Loan(lender="云杉消费金融", product="云杉贷", outstanding=8600.5, days_overdue=31),
)  # fmt: skip
ME = Recipient(address="13900001111", relation="borrower", name="齐鸿远")
FATHER = Recipient(address="13700002222", relation="parent", name="齐保国")
GUARANTOR = Recipient(address="13700004444", relation="guarantor", name="雷震")
AGENCY = Recipient(address="agency-3", relation="collection_agency")


def _decide(text: str, *recipients: Recipient, case: Case | None = CASE, **fields: Any) -> Decision:
    message = Message(id="m", text=text, recipients=recipients, case_id="C-1", **fields)
    return inspect(message, case, CN)


TABLE = [
    ("您的账单8600.50元已逾期31天。", ME, "allow", "您的账单8600.50元已逾期31天。"),
    ("您的身份证110101198803070011已登记", ME, "redact", "您的身份证**************0011已登记"),
    ("您儿子的账单8600.50元已逾期31天。", FATHER, "block", None),
    ("麻烦转告齐鸿远回电400-123-4567", FATHER, "allow", "麻烦转告齐鸿远回电400-123-4567"),
    ("他还用１３９ 0000 1111吗", FATHER, "redact", "他还用[手机号]吗"),
    ("他还住望江西路128号云栖苑3栋602室吗", FATHER, "redact", "他还住[地址]吗"),
    ("齐保国您好，您的号码13700002222我们会删除", FATHER, "allow", "齐保国您好，您的号码13700002222我们会删除"),
    ("您父亲齐保国13700002222已接听", ME, "redact", "您父亲[姓名][手机号]已接听"),
    ("您担保的云杉贷已逾期31天", GUARANTOR, "allow", "您担保的云杉贷已逾期31天"),
    ("本人13900001111，住安徽省合肥市蜀山区望江西路128号云栖苑3栋602室，M2", AGENCY, "allow",
     "本人13900001111，住安徽省合肥市蜀山区望江西路128号云栖苑3栋602室，M2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "recipient", "action", "sent"), TABLE)
def test_decisions(text: str, recipient: Recipient, action: str, sent: str | None) -> None:
    """What is sent is exactly the text with what must not go out replaced, or nothing."""
    decision = _decide(text, recipient)
    assert (decision.action, decision.text) == (action, sent)


def test_several_recipients_the_strictest_rules() -> None:
    """The borrower may read it, the father may not: nobody gets it."""
    assert _decide("您的账单已逾期31天", ME, FATHER).action == "block"


def test_the_subject_is_inspected_too() -> None:
    """A leak in the subject stops the message."""
    decision = _decide("请查收附件", FATHER, subject="齐鸿远逾期31天", channel="email")
    assert decision.action == "block"
    assert {f.field for f in decision.findings if f.action == "block"} == {"subject"}


def test_the_record_gives_the_owner() -> None:
    """The case's own value is the borrower's, its contacts' are theirs, whatever stands around."""
    decision = _decide("110101198803070011 13700002222", AGENCY, kind="note", channel="note")
    owners = {f.type: (f.owner, f.detector) for f in decision.findings}
    assert owners == {
        "CN_RESIDENT_ID": ("borrower", "RecordRecognizer"),
        "PHONE_NUMBER": ("contact", "RecordRecognizer"),
    }


def test_another_borrowers_identifier_is_known_by_the_directory() -> None:
    """An identifier of another case is another borrower's, not nobody's."""
    other = Case(case_id="C-2", borrower=Borrower(phones=("15800007777",)))
    message = Message(id="m", text="号码15800007777", recipients=(ME,), case_id="C-1")
    decision = inspect(message, CASE, CN, directory=Cases([CASE, other]).directory)
    assert [f.owner for f in decision.findings] == ["other_borrower"]
    assert decision.text == "号码[手机号]"


def test_between_the_bounds_a_person_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding surer than the lower bound and less sure than the upper one holds the message."""
    strict = parse_policy(CN_TEXT.replace("act_from: 0.5", "act_from: 0.99"), "strict.yaml")
    message = Message(id="m", text="他的号码15800007777", recipients=(FATHER,), case_id="C-1")
    decision = inspect(message, CASE, strict)
    assert (decision.action, decision.text, decision.reasons) == ("hold", None, ("cn/hold/confidence",))


def test_what_redaction_would_leave_over_is_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the text that would be sent still holds something, nothing is sent."""
    monkeypatch.setattr("pipeline.inspecting.core._redacted", _redacts_nothing)
    decision = _decide("他还用13900001111吗", FATHER)
    assert (decision.action, decision.text) == ("block", None)
    assert decision.reasons[0] == "cn/second-look"


def test_the_judge_says_nothing_of_a_text_with_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was asked about the message as it was written; the second look is for values that are left."""
    asked: list[str] = []

    def hints(text: str) -> list[tuple[int, int]]:
        asked.append(text)
        return [(0, 2)] if BLANK in text else []

    monkeypatch.setattr("detectors.debt.status.hints", hints)
    assert _decide("他还用１３９ 0000 1111吗", FATHER).action == "redact"
    assert BLANK in asked[-1]


def _redacts_nothing(message: Message, field: str, *_: object) -> object:
    return Redacted(getattr(message, field) or "")


def test_a_failing_detector_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is blocked, and the reason names the class of the error and no more."""

    def broken(*_: object) -> object:
        raise RuntimeError("13900001111")

    monkeypatch.setattr("pipeline.inspecting.core.detect", broken)
    message = Message(id="m", text="您好", recipients=(FATHER,), case_id="C-1")
    decision = inspect_closed(message, CASE, CN)
    assert decision == Decision(id="m", action="block", reasons=("error/RuntimeError",), policy=CN.id)


def test_the_same_input_gives_the_same_bytes() -> None:
    """Twice the same message, byte for byte the same decision, pseudonyms included."""
    by_pseudonym = parse_policy(CN_TEXT.replace("  redact: placeholder", "  redact: pseudonym"), "p.yaml")
    message = Message(id="m", text="他的13900001111和齐保国13700002222", recipients=(FATHER,), case_id="C-1")
    key = RedactionKey(b"k" * 32)
    first, second = (msgspec.json.encode(inspect(message, CASE, by_pseudonym, key=key)) for _ in range(2))
    assert first == second
    assert b"13900001111" not in first


def test_every_type_of_the_contract_has_a_recognizer() -> None:
    """A type that nothing looks for would go out unseen."""
    assert set(detection.engine().get_supported_entities(detection.LANGUAGE)) == set(ENTITY_TYPES)


def _found(entity_type: str, start: int, end: int, score: float, *tags: str) -> Found:
    return Found(entity_type, start, end, score, "x", "x", frozenset(tags))


OVERLAPS = [
    ([_found("CN_BANK_CARD", 0, 18, 0.6), _found("CN_RESIDENT_ID", 0, 18, 0.95)], [("CN_RESIDENT_ID", 0, 18)]),
    ([_found("PHONE_NUMBER", 2, 13, 0.75), _found("CN_BANK_CARD", 0, 19, 0.85)], [("CN_BANK_CARD", 0, 19)]),
    ([_found("PERSON", 0, 4, 0.85), _found("PERSON", 0, 3, 1.0, "borrower")], [("PERSON", 0, 3)]),
    ([_found("ADDRESS", 0, 20, 0.85), _found("ADDRESS", 6, 20, 0.9, "borrower")], [("ADDRESS", 0, 20)]),
    ([_found("PERSON", 0, 2, 0.9), _found("ADDRESS", 0, 9, 0.5)], [("PERSON", 0, 2), ("ADDRESS", 0, 9)]),
    ([_found("DEBT_STATUS", 0, 9, 0.9), _found("PERSON", 2, 4, 0.8)], [("DEBT_STATUS", 0, 9), ("PERSON", 2, 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "standing"), OVERLAPS)
def test_overlaps(found: list[Found], standing: list[tuple[str, int, int]]) -> None:
    """The record beats the format, the surer the less sure, and nothing wider is dropped for something inside it."""
    assert [(f.entity_type, f.start, f.end) for f in resolve(found)] == standing
