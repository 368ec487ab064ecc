"""PERSON: names of people, Han names by rules of context, names of minorities, and English names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import ClassVar

from detectors.fold import View
from detectors.patterns import pattern
from detectors.people.english_names import english_names
from detectors.people.known_words import VERBS, among
from detectors.people.labelled_names import labelled_names
from detectors.people.masked_names import masked_names
from detectors.people.minority_names import minority_names
from detectors.people.names import ENOUGH, Candidate, candidates
from detectors.people.plausible import is_nobody
from detectors.people.spaced import closed_up
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.tagging.candidates import Bias
from detectors.tagging.decoding import Place, Tagged
from detectors.tagging.labels import TYPES
from detectors.tagging.model import Scores
from detectors.tagging.tagger import BIAS, read, tag, tag_again

#: The weight from which a candidate needs nobody else's word, and how generous the model is to be with the others.
CERTAIN = 5.0
GENEROUS = (3.0, 2.0, 2.0)

_LIST = "、,，/和与及 \t"
#: What joins two names, and what may be said of both of them.
_AND = frozenset("和与跟及、")
_BOTH = pattern(
    "person.both",
    r"都|均|俩|两人|二人|两位|两个人|一起|一同|一块|共同|各自|分别|是(?:夫妻|同事|兄|姐|父|母|朋友|亲)|系|的(?:借款|贷款|账|欠款)"
    r"|还没|没还|没来|没接|没到|未|已经?(?:签|还|来|到|通知|联系|失联)|住|借|欠|签",
)


def names(text: str) -> list[Candidate]:
    """Return the names of `text`, ordered and without overlap."""
    every = candidates(text)
    sure = _best([*(c for c in every if c.weight >= ENOUGH), *_pairs(text, every)])
    return _best([*sure, *_echoes(text, every, sure)])


def _best(found: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap keep the heaviest, the longer of two that weigh the same."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, c.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif (candidate.weight, candidate.end) > (kept[-1].weight, kept[-1].end):
            kept[-1] = candidate
    return kept


def _echoes(text: str, every: list[Candidate], sure: list[Candidate]) -> Iterator[Candidate]:
    """Yield the same names elsewhere in the text, and their neighbours in a list (张三、李四)."""
    known = {text[c.start : c.end] for c in sure}
    starts, ends = {c.start for c in sure}, {c.end for c in sure}
    for candidate in every:
        again = text[candidate.start : candidate.end] in known
        listed = candidate.bare >= 1.0 and (
            _separated(text, candidate.start) and candidate.start - 1 in ends
        ) | (candidate.end < len(text) and text[candidate.end] in _LIST and candidate.end + 1 in starts)
        if again or listed:
            ends.add(candidate.end)
            yield candidate._replace(weight=max(candidate.weight, ENOUGH))


def _pairs(text: str, every: list[Candidate]) -> Iterator[Candidate]:
    """Yield two names that a word joins at the start of a clause, when something is said of both (A和B都没到)."""
    heads = {c.end + 1: c for c in every if text[c.end : c.end + 1] in _AND and _opens(text, c)}
    for tail in every if heads else ():
        head = heads.get(tail.start)
        if head is not None and _whole(tail) and head.bare + tail.bare >= 2.4 and _BOTH.match(text, tail.end):
            yield head._replace(weight=max(head.weight, ENOUGH))
            yield tail._replace(weight=max(tail.weight, ENOUGH))


def _opens(text: str, candidate: Candidate) -> bool:
    return _whole(candidate) and (candidate.start == 0 or not text[candidate.start - 1].isalnum())


def _whole(candidate: Candidate) -> bool:
    """Tell whether a candidate is a name by its own characters: two of them must be frequent ones."""
    return candidate.bare >= (0.9 if candidate.end - candidate.start > 2 else 1.5)


def _separated(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in _LIST


class Person(TextRecognizer):
    """Names by rules; a trained recognizer may stand beside it and find others."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("PERSON",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "〔魏国栋〕您好，本期账单已出，请登录查看",
            "麻烦转告一下〔苗秀兰〕，让她回个电话",
            "借款人：〔欧阳建国〕 逾期45天",
            "他老婆〔宋雅琴〕说他出差了",
            "〔薛小兵〕13912345678 停机",
            "〔郭丽君〕，110101199003071233，工资卡冻结",
            "喂您好请问是〔贺志强〕先生吗",
            "联系人〔郑敏〕（姐姐）已通知",
            "你认识〔聂海洋〕吗",
            "弟弟〔万里〕愿意代偿",
            "户名：〔木合塔尔·买买提〕",
            "姓名：〔次仁央金〕",
            "请您转告〔范姜美玲〕女士尽速与本行联络",
            "Your brother 〔Victor Huang〕 owes us 500 dollars",
            "Please ask Mr. 〔Alan Foster〕 to call back",
            "〔孙*军〕，别以为打个星号就没人知道",
            "〔张wei〕你看见就回我",
            "Hi, this is 〔Kevin〕 from the recovery team",
        ),
        avoid=(
            "王先生您好，请按时还款",
            "钱还给谁你心里清楚",
            "于今日18点前处理，否则影响征信",
            "座机打不通，周安排一下",
            "高铁晚点，到白云机场再联系",
            "向李经理汇报一下",
            "温馨提示：请注意账户安全",
            "应还款金额以账单为准",
            "联系人：无",
            "请填写姓名、电话",
            "王府井百货今天打折",
            "谢谢您的配合，祝您生活愉快",
            "Mr. Smith, your payment was received",
            "Please call our Customer Service Team",
            "王**先生您好",
            "This is April's statement",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Return each name without its title, label or relation word; of names that overlap, the longest."""
        hits = _all(view)
        if (closed := view.once(closed_up)) is not None:
            taken = {at for hit in hits for at in range(hit.start, hit.end)}
            for hit in _all(View(closed.text, closed.text)):
                start, end = closed.span(hit.start, hit.end)
                if end - start > hit.end - hit.start and taken.isdisjoint(range(start, end)):
                    hits.append(hit._replace(start=start, end=end, rule="spaced"))
        return _longest(hits)


def scores_of(view: View) -> Scores | None:
    """Return what the model makes of each character of a text, None where it has to be read in pieces."""
    return read([view.text])[0].scores


def _all(view: View) -> list[Hit]:
    text = view.text
    hits = [Hit("PERSON", n.start, n.end, 0.85, "context") for n in _confirmed(view, names(text))]
    forms = chain(minority_names(view), labelled_names(view), english_names(view), masked_names(view))
    return hits + [Hit("PERSON", *name, "form") for name in forms]


def _confirmed(view: View, found: list[Candidate]) -> list[Candidate]:
    """Drop what is nobody, and candidates of middling weight in which the model sees no name.

    It is asked to be generous, but not where a verb follows the surname: 委托方通知客户 has 方通知 in it.
    """
    text = view.text
    found = [one for one in found if not is_nobody(text, one.start, one.end)]
    doubted = [one for one in found if one.weight < CERTAIN]
    if not doubted:
        return found
    verbs = frozenset(one for one in doubted if _ends_in_verb(text, one))
    generous = _seen(view, [one for one in doubted if one not in verbs], GENEROUS)
    strict = _seen(view, sorted(verbs), BIAS)
    return [
        one
        for one in found
        if one.weight >= CERTAIN
        or not (strict if one in verbs else generous).isdisjoint(range(one.start, one.end))
    ]


def _seen(view: View, doubted: list[Candidate], bias: Bias) -> frozenset[int]:
    """Return the offsets near the candidates at which the model sees a name."""
    if not doubted:
        return frozenset()
    scores = view.once(scores_of)
    tagged: Sequence[Tagged | Place]
    if scores is None:
        tagged = tag([view.text], bias=bias)[0]
    else:
        tagged = tag_again(scores, bias, (at for one in doubted for at in range(one.start, one.end)))
    names = (span for span in tagged if TYPES[span.kind] == "PERSON")
    return frozenset(at for span in names for at in range(span.start, span.end))


def _ends_in_verb(text: str, one: Candidate) -> bool:
    return one.end - one.start == 3 and among("words", text[one.start + 1 : one.end]) in VERBS


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits that overlap their neighbour keep the longer, by position."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
        else:
            kept.append(hit)
    return kept
