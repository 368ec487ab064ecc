"""The tagger: the same whatever is read beside a text, the same as the plain way to compute it, and linear."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detectors.tagging.chain import Chain
from detectors.tagging.decoding import Tagged
from detectors.tagging.hashing import HashTable
from detectors.tagging.labels import LABELS, OUTSIDE, TYPES, may_follow
from detectors.tagging.lexicon import Lexicon
from detectors.tagging.model import Model, Weights, alphabet_of, kinds
from detectors.tagging.streams import GAP, PAD, Tables, streams
from detectors.tagging.tagger import MARGIN, PIECE, tag
from detectors.tagging.templates import TEMPLATES, packed
from tests.growth import assert_linear

_CHARACTERS = "张三李四王住在海河路号公司先生，。 x7"
#: What a text may hold besides: pads, lone surrogates, characters of four bytes, a line break.
_ODD = "\x00\ud800\U00020000😀\uffff\n"


def _lexicon(*words: str) -> Lexicon:
    return Lexicon.of({word: number % 3 + 1 for number, word in enumerate(words)})


def _tables() -> Tables:
    return Tables(
        alphabet=alphabet_of(_CHARACTERS),
        kinds=kinds(),
        surnames=_lexicon("张", "李", "王", "王李"),
        given=_lexicon("三", "四", "海"),
        words=_lexicon("海河", "公司", "先生", "海河路", "住在海河", "河路号"),
        divisions=_lexicon("海河", "河路", "海河路号"),
        before=_lexicon("住", "住在", "公司"),
        after=_lexicon("先生", "，", "住在海"),
        parts=_lexicon("路", "号", "海河路"),
        organisations=_lexicon("公司", "路公司"),
    )


def _drawn(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(_CHARACTERS, k=length))  # noqa: S311 # the same every time is what is wanted


def _random_model() -> Model:
    """Return a model with drawn weights for combinations that occur now and then: it finds a lot, and doubts a lot."""
    draw, tables = np.random.default_rng(2), _tables()
    seen = streams(PAD * GAP + _drawn(1, 3000) + PAD * GAP, tables)
    weights = []
    for template in TEMPLATES:
        counts = Counter(packed(seen, template).tolist())
        some = sorted(key for key, count in counts.items() if count < 600)[:30]
        rows = draw.normal(0, 0.6, (len(some), len(LABELS))).astype(np.float32)
        weights.append(Weights(np.array(some, dtype=np.int64), rows))
    steps = draw.normal(0, 0.5, (len(LABELS), len(LABELS))).astype(np.float32)
    steps[OUTSIDE, OUTSIDE] = 3
    return Model(tables, tuple(weights), steps)


_MODEL = _random_model()
#: A bias with which about half of such a text is in spans, none of them as long as a margin.
_MIDDLING = (0.5, 0.5, 0.5)
_TEXTS = st.text(st.sampled_from(_CHARACTERS + _ODD), max_size=40)


def _plain_scores(text: str) -> list[list[float]]:
    seen = streams(PAD * GAP + text.replace(PAD, " ") + PAD * GAP, _MODEL.tables)
    total = np.zeros((len(text), len(LABELS)))
    for template, weights in zip(TEMPLATES, _MODEL.weights, strict=True):
        known = dict(zip(weights.keys.tolist(), weights.rows, strict=True))
        for at, key in enumerate(packed(seen, template)[GAP:-GAP].tolist()):
            total[at] += known.get(key, 0)
    rows: list[list[float]] = total.tolist()
    return rows


def _plain_path(scores: list[list[float]]) -> list[int]:
    """Return the likeliest labels of a whole text, without any short cut."""
    steps = _MODEL.transitions.astype(float)
    best = {OUTSIDE: (0.0, [OUTSIDE])}
    for row in [*scores, [0.0, *[-1e9] * (len(LABELS) - 1)]]:
        best = {
            label: max(
                (score + steps[before, label] + row[label], [*path, label])
                for before, (score, path) in best.items()
                if may_follow(before, label)
            )
            for label in range(len(LABELS))
            if any(may_follow(before, label) for before in best)
        }
    return best[OUTSIDE][1][1:-1]


def _plain_outside(scores: list[list[float]]) -> NDArray[np.float64]:
    """Return the probability of outside at each character, by sums over all paths through a whole text."""
    size = len(LABELS)
    allowed = np.array([[may_follow(a, b) for b in range(size)] for a in range(size)])
    steps = np.where(allowed, _MODEL.transitions.astype(float), -np.inf)
    forward, backward = [steps[OUTSIDE] + scores[0]], [steps[:, OUTSIDE]]
    for row in scores[1:]:
        forward.append(np.logaddexp.reduce(forward[-1][:, None] + steps, axis=0) + row)
    for row in scores[:0:-1]:
        backward.append(np.logaddexp.reduce(steps + row + backward[-1], axis=1))
    both = np.array(forward) + np.array(backward[::-1])
    found: NDArray[np.float64] = np.exp(both[:, OUTSIDE] - np.logaddexp.reduce(both, axis=1))
    return found


def _values(lexicon: Lexicon) -> dict[str, int]:
    points = [[int(key) >> shift & 0xFFFF for shift in (48, 32, 16, 0)] for key in lexicon.keys]
    words = ["".join(chr(point) for point in row if point) for row in points]
    return dict(zip(words, lexicon.values.tolist(), strict=True))


def _labels(spans: list[Tagged], length: int) -> list[int]:
    found = [OUTSIDE] * length
    for kind, start, end, _ in spans:
        first = 1 + 3 * kind
        found[start:end] = [first, *[first + 1] * (end - start - 2), first + 2]
    return found


def _near(one: list[Tagged], other: list[Tagged]) -> bool:
    same = [span[:3] for span in one] == [span[:3] for span in other]
    return same and all(abs(a.sure - b.sure) < 1e-6 for a, b in zip(one, other, strict=True))


@settings(max_examples=60)
@given(st.lists(_TEXTS, max_size=30))
def test_a_batch_gives_what_each_text_gives(texts: list[str]) -> None:
    """Nothing reaches from one text into another, and both ways of decoding agree."""
    together = tag(texts, _MODEL)
    assert len(together) == len(texts)
    for text, spans in zip(texts, together, strict=True):
        assert _near(spans, tag([text], _MODEL)[0])


@pytest.mark.parametrize("seed", range(20))
def test_spans_are_those_of_the_plain_way(seed: int) -> None:
    """Tables, packed keys and skipped stretches change nothing, in one text and in many side by side."""
    texts = [_drawn(seed * 40 + number, 30) for number in range(40)]
    for text, spans in zip(texts, tag(texts, _MODEL, (0.0, 0.0, 0.0)), strict=True):
        scores = _plain_scores(text)
        assert _labels(spans, len(text)) == _plain_path(scores)
        outside = _plain_outside(scores)
        for span in spans:
            assert span.sure == pytest.approx(1 - outside[span.start : span.end].max(), abs=5e-3)


@pytest.mark.parametrize("seed", range(5))
def test_words_are_seen_around_each_character(seed: int) -> None:
    """The longest word over a character counts, of several the one that began first; likewise the longest that ends or starts."""
    text = "。" * 4 + _drawn(seed, 300)
    seen = streams(PAD * GAP + text + PAD * GAP, _MODEL.tables)
    words, before, after = (
        _values(_MODEL.tables.words),
        _values(_MODEL.tables.before),
        _values(_MODEL.tables.after),
    )
    for at in range(4, len(text)):
        over = [(n, p, words.get(text[at - p : at - p + n], 0)) for n in (2, 3, 4) for p in range(n)]
        length, place, value = max(((n, p, v) for n, p, v in over if v), default=(0, 0, 0))
        assert seen["w"][GAP + at] == (value * 16 + length * 4 + place - 7 if value else 0)
        ends = [
            before[text[at - n + 1 : at + 1]] for n in (1, 2, 3, 4) if text[at - n + 1 : at + 1] in before
        ]
        assert seen["l"][GAP + at] == (ends[-1] if ends else 0)
        begun = [after[text[at : at + n]] for n in (1, 2, 3, 4) if text[at : at + n] in after]
        assert seen["r"][GAP + at] == (begun[-1] if begun else 0)


@settings(max_examples=60)
@given(_TEXTS, st.floats(-3, 6))
def test_spans_are_well_formed(text: str, bias: float) -> None:
    """Spans are ordered, apart, within the text, of two characters or more, and their certainty is a probability."""
    end = 0
    for span in tag([text], _MODEL, (bias, bias, bias))[0]:
        assert end <= span.start <= span.end - 2 <= len(text) - 2
        assert 0 <= span.kind < len(TYPES)
        assert -1e-6 <= span.sure <= 1 + 1e-6
        end = span.end


@pytest.mark.parametrize("text", ["", " ", "\x00" * 9, "12345", "，。", "\ud800", "😀"])
def test_a_text_without_letters_has_no_spans(text: str) -> None:
    """What holds no letter is no name, and harms nothing beside it."""
    name = "住在海河路，张三先生"
    assert tag([text, name, text], _MODEL) == [[], tag([name], _MODEL)[0], []]


def test_the_model_finds_something() -> None:
    """The model of these tests is no empty one: all types occur, so that the other tests compare something."""
    texts = [_drawn(n, 40) for n in range(40)]
    kinds_found = [span.kind for spans in tag(texts, _MODEL) for span in spans]
    assert len(kinds_found) > 40
    assert {*kinds_found} == {0, 1, 2}


@pytest.mark.parametrize("shift", [-MARGIN - 3, -5, -1, 0, 1, 5])
def test_where_a_long_text_is_cut_changes_nothing(shift: int) -> None:
    """Around a cut, a long text has the spans that the same characters have in the middle of a short one."""
    around = _drawn(3, 2 * MARGIN)
    text = "。" * (PIECE - MARGIN + shift) + around + "。" * PIECE
    found = [(s.kind, s.start - PIECE + MARGIN - shift, s.end) for s in tag([text], _MODEL, _MIDDLING)[0]]
    short = [
        (s.kind, s.start - 50, s.end) for s in tag(["。" * 50 + around + "。" * 50], _MODEL, _MIDDLING)[0]
    ]
    assert [f[:2] for f in found] == [s[:2] for s in short]
    assert len(found) > 5


def test_a_span_that_crosses_cuts_stays_one() -> None:
    """With a bias for which everything is a span, a text of several pieces is covered as a whole."""
    text = "张三住在" * PIECE
    spans = tag([text], _MODEL, (50.0, 50.0, 50.0))[0]
    assert sum(span.end - span.start for span in spans) == len(text)
    assert all(0.9 < span.sure <= 1 + 1e-6 for span in spans)  # sums over so many characters stay numbers


@pytest.mark.parametrize("unit", ["张三", "7", "张" + "7" * 99, "海河路7号", "住在海河路，张三先生。"])
def test_work_is_linear(unit: str) -> None:
    """No text makes the tagger slow: work grows in proportion to its length."""
    assert_linear(lambda size: tag([unit * (size // len(unit))], _MODEL), 5_000, 40_000)


def test_many_short_texts_are_linear() -> None:
    """So it does with the number of texts."""
    assert_linear(lambda size: tag(["张三"] * size, _MODEL), 500, 8_000)


def test_a_hash_table_finds_its_keys_only() -> None:
    """Each key finds its row; what is no key, zero or all ones among it, finds a row of zeros."""
    draw = np.random.default_rng(5)
    keys = np.unique(draw.integers(0, 1 << 62, 5000, dtype=np.uint64))
    table = HashTable(keys[::2], np.arange(1, len(keys[::2]) + 1))
    assert (table.rows[table.places(keys[::2])] == np.arange(1, len(keys[::2]) + 1)).all()
    strangers = np.concatenate((keys[1::2], np.array([0, (1 << 64) - 1], dtype=np.uint64)))
    assert not table.rows[table.places(strangers)].any()


def test_an_empty_hash_table_finds_nothing() -> None:
    """A table without keys answers, too."""
    table = HashTable(np.empty(0, dtype=np.uint64), np.empty((0, 3)))
    assert not table.rows[table.places(np.array([0, 5], dtype=np.uint64))].any()


@pytest.mark.parametrize("count", [1, 2, 3, 110, 5000])
def test_keys_in_rows_and_columns_find_cells(count: int) -> None:
    """Keys as templates have them, a number above and small values below, are placed as well as any."""
    numbers = np.arange(count, dtype=np.uint64)
    keys = ((numbers % np.uint64(110) + np.uint64(1)) << np.uint64(53)) + numbers // np.uint64(110)
    table = HashTable(keys, numbers + np.uint64(1))
    assert (table.rows[table.places(keys)] == numbers + np.uint64(1)).all()


@pytest.mark.parametrize("keys", [[3, 3], [0, 3]])
def test_keys_that_cannot_be_told_apart_are_refused(keys: list[int]) -> None:
    """Two rows for one key are a fault of the model, not a choice; 0 is what stands for none."""
    with pytest.raises(ValueError, match="keys"):
        HashTable(np.array(keys, dtype=np.uint64), np.zeros(2))


def test_weights_of_other_templates_are_refused() -> None:
    """A model that was trained for other templates is not read as if it were for these."""
    with pytest.raises(ValueError, match="templates"):
        Model(_MODEL.tables, _MODEL.weights[1:], _MODEL.transitions)


def test_steps_are_relative_to_going_on_outside() -> None:
    """A constant that all transitions have in common changes nothing."""
    shifted = Chain(_MODEL.transitions + np.float32(4))
    assert np.allclose(shifted.steps, _MODEL.chain.steps, atol=1e-5)
