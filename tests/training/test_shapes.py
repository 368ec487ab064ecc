"""The shapes that the model is trained on: well-formed, many, and none of them a sentence of the evaluation sets."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from training.corpus import examples, filled, has_something_to_find
from training.shapes import HERE, TEXTS, TOKEN, Shape, read
from training.slots import FILLERS

EVALUATION = Path(__file__).parents[2] / "fixtures" / "evaluation"
SHAPES = [*read(HERE), *read(TEXTS)]
#: Length of the pieces that two sentences are compared by, and the share of common ones that makes them the same shape.
PIECE = 4
ALIKE = 0.7


def _bare(text: str) -> str:
    return re.sub(r"[^◇\w]|_", "", re.sub(r"\d+", "", text))


def _pieces(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + PIECE] for at in range(len(bare) - PIECE + 1)}


def _skeleton(labelled: dict[str, object]) -> str:
    text = str(labelled["text"])
    marked = [*labelled["entities"], *labelled.get("optional", [])]  # type: ignore[misc,list-item]
    for span in sorted(marked, key=lambda s: -s["start"]):
        text = text[: span["start"]] + "◇" + text[span["end"] :]
    return text


def test_every_slot_is_known() -> None:
    """Each slot of each shape can be filled, and nothing that looks like half a slot is left over."""
    for shape in SHAPES:
        for match in TOKEN.finditer(shape.text):
            assert match["slot"] is None or match["slot"] in FILLERS, shape.origin
        assert not re.search(r"\{[A-Z]|[A-Z0-9]\}|[⟦⟧]", TOKEN.sub("", shape.text)), shape.origin


def test_thousands_of_different_shapes() -> None:
    """Variety decides: thousands of shapes, hardly any twice, and about half of them without anything to find."""
    skeletons = {shape.skeleton() for shape in SHAPES}
    plain = sum(not has_something_to_find(shape) for shape in SHAPES)
    assert len(skeletons) > 6_000
    assert len(skeletons) > 0.97 * len(SHAPES)
    assert 0.4 < plain / len(SHAPES) < 0.65


@pytest.mark.parametrize(
    "path", sorted(EVALUATION.rglob("*.jsonl")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_no_evaluation_sentence_has_a_training_shape(path: Path) -> None:
    """No sentence of an evaluation set is, apart from its values, mostly one of the shapes."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    sizes = []
    for number, shape in enumerate(SHAPES):
        pieces = _pieces(shape.skeleton())
        sizes.append(len(pieces))
        for piece in pieces:
            holders[piece].add(number)
    for line in path.read_text("utf-8").splitlines():
        labelled = json.loads(line)
        pieces = _pieces(_skeleton(labelled))
        if len(pieces) < 5:  # too short to be anybody's own
            continue
        shared: defaultdict[int, int] = defaultdict(int)
        for piece in pieces:
            for number in holders.get(piece, ()):
                shared[number] += 1
        for number, count in shared.items():
            assert count < ALIKE * max(len(pieces), sizes[number]), (labelled["id"], SHAPES[number].origin)


def test_the_same_seed_gives_the_same_data() -> None:
    """Training data is reproducible."""
    few = [Shape("cn", "here", "{REL}{N}住{AS}"), Shape("cn", "here", "[今天|明天]再打")]
    assert list(examples(few, 3, seed=7)) == list(examples(few, 3, seed=7))


def test_a_slot_is_labelled_where_it_stands() -> None:
    """The labelled spans of a filled shape are its values, and one value fills both places of a slot."""
    example = filled(Shape("cn", "here", "{N}和{N2}，还是{N}"), Random(3))  # noqa: S311
    values = [example.text[span.start : span.end] for span in example.spans]
    assert values[0] == values[2] != values[1]
    assert [span.kind for span in example.spans] == ["PERSON"] * 3


def test_what_an_author_named_stays_or_another_takes_its_place() -> None:
    """A value of a text is labelled, whether the author's own or another of its kind; what readers differ on may be no name."""
    text = Shape(
        "cn", "here", "⟦P:罗小燕⟧在⟦E:宏发鞋厂⟧，住⟦A:翠竹苑5栋⟧，⟦?:老周⟧也在⟦?:那家店⟧，⟦P:罗小燕⟧说的"
    )
    filled_in = [filled(text, Random(seed)) for seed in range(20)]  # noqa: S311
    for example in filled_in:
        values = [example.text[span.start : span.end] for span in example.spans]
        assert [span.kind for span in example.spans] == ["PERSON", "EMPLOYER", "ADDRESS", "PERSON", "PERSON"]
        assert values[0] == values[4]
        assert "也在那家店" in example.text
    assert 0 < sum("罗小燕" in example.text for example in filled_in) < 20
