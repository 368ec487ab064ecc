"""PERSON, ADDRESS and EMPLOYER by the trained model: what no label, title or suffix gives away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import ClassVar

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from detectors.fold import View
from detectors.people.calls import call
from detectors.people.plausible import plausible, quoted, within
from detectors.people.spaced import closed_up
from detectors.people.unsure import believable
from detectors.people.whole import whole
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.tagging.decoding import Tagged
from detectors.tagging.labels import TYPES
from detectors.tagging.tagger import tag

#: The score of a span of which the model is just sure enough, and what full certainty adds: always less than a format or a
#: label gives, so that no number that a rule knows is ever taken for part of an address.
LEAST, MORE = 0.5, 0.14
#: From which probability on a name is one wherever else it stands in the same text.
CERTAIN = 0.9


def hits(text: str, tagged: Iterable[Tagged]) -> Iterable[Hit]:
    """Yield a finding for each span that the model tagged in the folded `text` and that is plausible."""
    stretches: list[tuple[int, int]] | None = None
    names: dict[str, float] = {}
    taken: list[tuple[int, int]] = []
    for kind, start, end, sure in tagged:
        if stretches is None:
            stretches = quoted(text)
        if not within(stretches, start, end) and _stands(TYPES[kind], text, start, end, sure):
            start, end = whole(TYPES[kind], text, start, end)
            taken.append((start, end))
            if TYPES[kind] == "PERSON":
                names[text[start:end]] = sure
            yield Hit(TYPES[kind], start, end, LEAST + MORE * sure, "model")
    if (called := call(text)) is not None and not any(start < called[1] for start, _ in taken):
        names[text[slice(*called)]] = CERTAIN
        taken.append(called)
        yield Hit("PERSON", *called, LEAST, "call")
    yield from _again(text, names, taken)


def _stands(kind: str, text: str, start: int, end: int, sure: float) -> bool:
    return plausible(kind, text, start, end) and believable(kind, text, start, end, sure)


def _again(text: str, names: Mapping[str, float], taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the other places of names that the model is sure of somewhere in the text."""
    held = {place for start, end in taken for place in range(start, end)}
    for name, sure in names.items():
        if sure < CERTAIN or text.count(name) < 2:
            continue
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if held.isdisjoint(range(at, end)) and plausible("PERSON", text, at, end):
                yield Hit("PERSON", at, end, LEAST, "again")
            at = text.find(name, end)


def _apart(view: View) -> Iterator[Hit]:
    """Yield what the model tags in 林 晓 东的车 read as 林晓东的车."""
    if (closed := view.once(closed_up)) is None:
        return
    for hit in hits(closed.text, tag([closed.text])[0]):
        start, end = closed.span(hit.start, hit.end)
        if end - start > hit.end - hit.start:
            yield hit._replace(start=start, end=end)


class NamesModel(TextRecognizer):
    """Reads what the NLP engine tagged, as Presidio's own `SpacyRecognizer` does; tags itself in another engine."""

    ENTITIES: ClassVar[tuple[str, ...]] = TYPES
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "昨晚跟〔秦建明〕吵了一架就没再见过人",
            "钱是〔罗晓燕〕拿去用的跟我没关系",
            "去年就把车抵给〔邹国平〕了",
            "问了隔壁的〔蒋桂芳〕说半年没回来",
            "喂我找一下〔孟庆华〕他在不在",
            "〔贺俊峰〕那边一直没有消息",
            "他媳妇叫〔冉小梅〕在镇上卖菜",
            "我现在搬到〔ADDRESS|青山路18号翠竹苑5栋2单元402〕了",
            "人在〔ADDRESS|河西镇杨柳村四组〕养猪",
            "她在〔EMPLOYER|宏盛服装厂〕踩缝纫机",
            "他以前是〔EMPLOYER|康泰医院〕的保安",
            "保人〔蔡淑惠〕住〔ADDRESS|桃園市中壢區中山路二段88號6樓〕",
            "佢喺〔EMPLOYER|永利茶餐廳〕返工",
        ),
        avoid=(
            "钱还了就没事了",
            "于明天下午三点前处理完",
            "周五之前给个答复",
            "向银行申请延期",
            "高铁上信号不好晚点再说",
            "和家里人商量一下再定",
            "时间不早了先这样",
            "万一来不及就先还一部分",
            "他老家是四川的",
            "法院在人民路那边",
            "我在公司上班不方便接",
            "马上发工资了再等等",
            "English only: see the Payment Schedule on Monday",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield the spans of the model in the text, and those that show when characters that stand apart are closed up."""
        return chain(hits(view.text, tag([view.text])[0]), _apart(view))

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the findings in `text`, in offsets of `text` as it was written."""
        tagged: Sequence[Tagged] | None = getattr(nlp_artifacts, "tagged", None)
        view = getattr(nlp_artifacts, "view", None)
        if tagged is None or not isinstance(view, View) or view.source != text:
            return super().analyze(text, entities, nlp_artifacts)
        return [
            self._result(view, hit)
            for hit in hits(view.text, tagged)
            if not entities or hit.entity_type in entities
        ]
