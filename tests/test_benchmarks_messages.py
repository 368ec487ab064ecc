"""The messages that speed is measured on: the same for the same seed, as long as they promise, and with valid identifiers."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import message_disguises as disguises
from benchmarks.message_files import COUNTS, KINDS, LONG_BYTES, MAIL_BYTES, Generated, generate, write
from benchmarks.message_shapes import shapes
from benchmarks.message_values import bank_card, person, resident_id
from detectors import fold
from detectors.engine import analyzer
from pipeline.contract import decode_case, decode_message

_SHORT = [kind for kind in KINDS if kind != "long"]


def _some(kind: str, seed: str = "a") -> list[Generated]:
    return list(generate(kind, seed, min(COUNTS[kind], 200)))


@pytest.mark.parametrize("kind", _SHORT)
def test_the_seed_says_everything(kind: str) -> None:
    """The same seed gives the same messages and cases; with another one no text with a value comes again."""
    first, second = _some(kind), _some(kind)
    assert first == second
    assert all(ours.case != theirs.case for ours, theirs in zip(first, _some(kind, "b"), strict=True))


@pytest.mark.parametrize("kind", _SHORT)
def test_next_to_no_text_comes_twice(kind: str) -> None:
    """In as many messages as the worker takes at once, nine in ten have a text of their own."""
    texts = [one.message.text for one in _some(kind)]
    assert len(set(texts)) >= 0.9 * len(texts)


@pytest.mark.parametrize(
    ("kind", "least", "average", "most"),
    [
        ("sms", 25, (33, 39), 50),
        ("chat", 5, (15, 25), 50),
        ("note", 70, (80, 110), 150),
        ("leaks", 70, (90, 120), 150),
    ],
)
def test_texts_are_as_long_as_promised(kind: str, least: int, average: tuple[int, int], most: int) -> None:
    """Lengths in characters: each within its bounds, and their average, too."""
    lengths = [len(one.message.text) for one in _some(kind)]
    assert least <= min(lengths)
    assert max(lengths) <= most
    assert average[0] <= sum(lengths) / len(lengths) <= average[1]


def test_e_mails_and_the_long_text_are_filled_up() -> None:
    """An e-mail has 2,000 bytes and the long text 1 MB, less what the next line would have needed; e-mails have a subject."""
    for one in _some("email"):
        assert MAIL_BYTES - 300 < len(one.message.text.encode()) <= MAIL_BYTES
        assert one.message.subject
    (long,) = _some("long")
    assert LONG_BYTES - 500 < len(long.message.text.encode()) <= LONG_BYTES


def test_identifiers_have_their_check_digits() -> None:
    """The recognizer of ID numbers is certain of each, which it is only of a right check digit; every card passes Luhn."""
    chance, engine = random.Random(1), analyzer()  # noqa: S311  # no secret
    for _ in range(50):
        number, card = resident_id(chance), bank_card(chance)
        found = engine.analyze(f"证件{number}，卡号{card}。", "zh")
        spans = {one.entity_type: (one.start, one.end) for one in found if one.score == 1.0}
        assert spans["CN_RESIDENT_ID"] == (2, 20)
        assert len(card) == 19
        assert sum(_luhn(card)) % 10 == 0


def _luhn(card: str) -> list[int]:
    return [sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(card))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_can_be_filled(kind: str) -> None:
    """No slot is left open, no brace is left over, and each file of shapes has several of different wording."""
    for one in _some(kind):
        assert not set("{}") & set(one.message.text + (one.message.subject or ""))
    if kind != "long":
        assert all(first != second for first, second in pairwise(sorted(shapes(kind))))


def test_messages_go_to_borrowers_and_to_others() -> None:
    """Half go to the borrower, most of them at an address of the case; others have all the relations that are promised."""
    generated = list(generate("sms", "a", 1000))
    readers = [one.message.recipients[0] for one in generated]
    borrowers = [reader for reader in readers if reader.relation == "borrower"]
    known = [
        one for one in generated if one.message.recipients[0].address in one.case.borrower.own_addresses()
    ]
    assert 400 < len(borrowers) < 600
    assert 0.8 * len(borrowers) < len(known) < 0.95 * len(borrowers)
    assert {reader.relation for reader in readers} == {
        "borrower", "parent", "spouse", "colleague", "friend", "employer", "group",
    }  # fmt: skip
    assert {one.message.recipients[0].relation for one in _some("note")} == {
        "internal", "collection_agency", "lawyer",
    }  # fmt: skip


def test_clean_texts_hold_nothing_of_the_case() -> None:
    """No value of the case, and no detector finds anything."""
    engine = analyzer()
    for one in _some("clean"):
        assert (one.case.borrower.name or "") not in one.message.text
        assert engine.analyze(one.message.text, "zh") == []


def test_the_disguises_hide_a_value_and_folding_shows_it_again() -> None:
    """Each of the four writes an ID number differently; the folded text, which is what a reader sees, has it again."""
    value = "11010519491231002X"
    full, said, apart, zero = (
        disguises.full_width(value),
        disguises.spoken(value),
        disguises.separated(value, "-"),
        disguises.zero_width(value),
    )
    assert full == "１１０１０５１９４９１２３１００２Ｘ"
    assert said == "幺幺零幺零五幺九四九幺二三幺零零二X"
    assert apart == "1101-0519-4912-3100-2X"
    assert zero.split("\u200b") == list(value)
    assert fold(full).text == fold(zero).text == value
    assert disguises.separated("张伟", "·") == "张·伟"


def test_disguised_texts_do_not_show_their_phone_numbers() -> None:
    """Not one of the borrower's numbers stands in a disguised text as it is in the case."""
    for one in _some("disguised"):
        assert not any(number in one.message.text for number in one.case.borrower.phones)


def test_files_are_read_as_messages_and_cases(tmp_path: Path) -> None:
    """What is written is valid by the contract: one message and one case a line, each message about its own."""
    write(generate("email", "a", 5), tmp_path)
    messages = (tmp_path / "messages.jsonl").read_bytes().splitlines()
    cases = (tmp_path / "cases.jsonl").read_bytes().splitlines()
    assert len(messages) == len(cases) == 5
    for message, case in zip(messages, cases, strict=True):
        assert decode_message(message)[0].case_id == decode_case(case).case_id
        assert json.loads(message)["text"]


def test_a_kind_that_nobody_knows_is_refused() -> None:
    """A name with a slip gives no empty file."""
    with pytest.raises(KeyError):
        next(generate("smss", "a", 1))


def test_no_two_people_are_alike() -> None:
    """Identifiers of a thousand people are all different."""
    chance = random.Random(2)  # noqa: S311  # no secret
    people = [person(chance) for _ in range(1000)]
    for of in ("id_number", "phone", "bank_card", "wechat_id"):
        assert len({getattr(one, of) for one in people}) > 990
