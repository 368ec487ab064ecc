"""One text squeezed to what carries a value: letters, digits and Han, with the way back to the folded text.

All finders of one message share the streams, so the text is walked once, whatever the number of values.
Looking for a value is then a plain substring search, which sees through every separator that was put into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, TypeVar

from detectors.fold import View
from detectors.guarded import guarded
from detectors.kept import kept

DIGITS = frozenset("0123456789")
_SPOKEN = dict(
    zip(
        "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两拐洞勾",
        "00123456789" + "123456789" + "12709",
        strict=True,
    )
)
_AS_DIGITS = str.maketrans(_SPOKEN)
_IN_HAN = frozenset(_SPOKEN)
_SPOKEN_OR_DIGITS = DIGITS | _IN_HAN
#: Fewer digits than these in Han are in every text: 一下, 一起.
_FEWEST_SPOKEN = 3
#: Vowels with tone marks, as in pinyin; ü is written v in what pypinyin gives.
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ", "aaaaeeeeiiiioooouuuuvvvvvnnn")
_TONELESS = frozenset("abcdefghijklmnopqrstuvwxyz")
_TONED = frozenset(map(chr, _TONES))
#: Letters that stand in the stream of Latin ones, toneless or not.
_LATIN = _TONELESS | _TONED
_ASCII_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


#: Marks of a handle by their names, as people type them who know that a mark would be seen.
_NAMED_MARK = guarded(
    "record.named_mark",
    r"(?<=[0-9A-Za-z])[ \t]{0,2}(?:下划线|下横线|底线|底杠|中划线|横线|横杠|短横|减号|杠|点)[ \t]{0,2}(?=[0-9A-Za-z])",
)

T = TypeVar("T")

#: Latin labels that people write right in front of a value.
_LABELS = frozenset(
    {"qq", "q", "vx", "wx", "v", "wechat", "weixin", "wxid", "id", "no", "tel", "mail", "email", "qqid"}
)


class Stream:
    """Characters kept from a text; ``at[i]`` is the offset of ``text[i]`` in the folded text."""

    def __init__(self, text: str, places: Callable[[], Sequence[int]]) -> None:
        """`places` is asked for the offsets when something is found: in most texts nothing is."""
        self.text = text
        self._places = places

    @kept
    def at(self) -> Sequence[int]:
        """The offset of each character in the folded text."""
        return self._places()

    def find(self, needle: str) -> Iterable[tuple[int, int]]:
        """Return the span in the folded text of each place where `needle` stands in the stream."""
        position = self.text.find(needle) if needle else -1
        return () if position < 0 else self._spans(needle, position)

    def _spans(self, needle: str, position: int) -> Iterator[tuple[int, int]]:
        at, last = self.at, len(needle) - 1
        while position >= 0:
            yield at[position], at[position + last] + 1
            position = self.text.find(needle, position + 1)


def _kept_of(text: str, is_kept: Callable[[str], bool]) -> Stream:
    """Return the stream of the characters of `text` that are kept."""
    return Stream("".join(filter(is_kept, text)), lambda: _places(text, is_kept))


def _ascii_of(text: str, wanted: frozenset[str]) -> Stream:
    """Return the stream of the characters of `text` that are in `wanted`, all of them ASCII: Han is let go of in one step."""
    only_ascii = text.encode("ascii", "ignore").decode("ascii")
    return Stream(
        "".join(filter(wanted.__contains__, only_ascii)), lambda: _places(text, wanted.__contains__)
    )


def _places(text: str, is_kept: Callable[[str], bool]) -> list[int]:
    return list(compress(range(len(text)), map(is_kept, text)))


NO_STREAM = Stream("", tuple)


def lower(text: str) -> str:
    """Lower-case `text` without changing its length (İ would become two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def squeeze(text: str) -> str:
    """Return the letters, digits and Han of `text` in lower case: a value as the streams hold it."""
    return lower(text if text.isalnum() else "".join(filter(str.isalnum, text)))


class Squeezed:
    """A folded text with its streams, each made when it is first asked for but for those that every record asks for."""

    def __init__(self, view: View) -> None:
        self.view = view
        #: The folded text, and the same in lower case with the same offsets.
        self.folded = view.text
        self.lowered = lower(view.text)
        #: The characters of the text in lower case.
        self.letters = view.letters if self.lowered == self.folded else frozenset(self.lowered)
        #: Letters, digits and Han.
        self.all = _kept_of(self.lowered, str.isalnum)
        self._memo: dict[Callable[[Squeezed], Any], Any] = {}

    def once(self, make: Callable[[Squeezed], T]) -> T:
        """Return what `make` reads in this text; for one message it is asked only once."""
        if make not in self._memo:
            self._memo[make] = make(self)
        made: T = self._memo[make]
        return made

    @kept
    def unmarked(self) -> Stream:
        """Letters, digits and Han but for the names of marks within a handle (ab 下划线 12); empty where there are none."""
        named = {i for mark in _NAMED_MARK.each(self.view) for i in range(*mark.span())}
        if not named:
            return NO_STREAM
        others = [(c, i) for c, i in zip(self.all.text, self.all.at, strict=True) if i not in named]
        return Stream("".join([c for c, _ in others]), lambda: [i for _, i in others])

    def may_hold(self, code: str) -> bool:
        """Tell whether `code` stands in the text at all, marks and their names left aside."""
        return code in self.all.text or code in self.unmarked.text

    @kept
    def digits(self) -> Stream:
        """ASCII digits only: what stands between them is bounded by whoever searches."""
        return _ascii_of(self.folded, DIGITS) if self.view.digits else NO_STREAM

    @kept
    def spoken(self) -> Stream:
        """Digits, with those written in Han read as digits; empty where there are hardly any of those."""
        text = self.folded
        if sum(map(text.count, _IN_HAN & self.view.letters)) < _FEWEST_SPOKEN:
            return NO_STREAM
        found = _kept_of(text, _SPOKEN_OR_DIGITS.__contains__)
        return Stream(found.text.translate(_AS_DIGITS), lambda: found.at)

    @kept
    def latin(self) -> Stream:
        """Latin letters without tone marks."""
        if _LATIN.isdisjoint(self.letters):
            return NO_STREAM
        toneless = self.lowered if _TONED.isdisjoint(self.letters) else self.lowered.translate(_TONES)
        return _ascii_of(toneless, _TONELESS)

    @kept
    def has_han(self) -> bool:
        """Whether there is any Han character."""
        return any("一" <= c <= "鿿" for c in self.folded)

    def joined(self, right: int) -> bool:
        """Tell whether the characters before and at `right` also touch in the text as it was written.

        Folding drops separators inside numbers: two digits that touch in the view may be of two numbers.
        """
        ends, starts = self.view.ends, self.view.starts
        return ends is None or starts is None or ends[right - 1] == starts[right]

    def glued_left(self, start: int) -> bool:
        """Tell whether an ASCII letter or digit touches the span from the left."""
        return start > 0 and self.folded[start - 1] in _ASCII_WORD and self.joined(start)

    def glued_right(self, end: int) -> bool:
        """Tell whether an ASCII letter or digit touches the span from the right."""
        return end < len(self.folded) and self.folded[end] in _ASCII_WORD and self.joined(end)

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether the span is a word of its own, but for a label that touches it: vxabc123, QQ12345."""
        return not self.glued_right(end) and (not self.glued_left(start) or self._label_left(start))

    def _label_left(self, start: int) -> bool:
        first = start
        while first > 0 and start - first < 10 and self.lowered[first - 1] in _ASCII_WORD:
            first -= 1
        return self.lowered[first:start] in _LABELS

    def digits_left(self, start: int, limit: int = 6) -> str:
        """Return up to `limit` digits that touch the span from the left."""
        first = start
        while first > 0 and start - first < limit and self.folded[first - 1] in DIGITS and self.joined(first):
            first -= 1
        return self.folded[first:start]

    def digit_right(self, end: int) -> bool:
        """Tell whether a digit touches the span from the right."""
        return end < len(self.folded) and self.folded[end] in DIGITS and self.joined(end)

    def widest_gap(self, start: int, end: int, keep: frozenset[str] = DIGITS) -> int:
        """Return the length of the longest run in the span that holds none of `keep`."""
        widest = run = 0
        for character in self.folded[start:end]:
            run = 0 if character in keep else run + 1
            widest = max(widest, run)
        return widest
