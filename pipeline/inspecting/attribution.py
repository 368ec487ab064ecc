"""Whose data each finding is: by the case record, by the directory of all borrowers, or by the words around it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from detectors import View, fold
from detectors.kept import kept
from detectors.lazy import Expression
from pipeline.cases import BORROWER, contact_tag, recipient_tag
from pipeline.cases.lookup import IdentifierLookup
from pipeline.contract import Case, Message
from pipeline.contract.vocabulary import Field, Owner
from pipeline.inspecting import cues
from pipeline.inspecting.audience import WORKPLACE, Reader
from pipeline.inspecting.detection import Found
from pipeline.inspecting.overlap import DEBT_TYPES
from pipeline.policy import Subject

#: What the words around a value say about whose it is.
Cue = Literal["borrower", "yours", "kin", "institution", "other_borrower", "none"]
_SUBJECT_BY_CUE: dict[Cue, Subject] = {"borrower": "borrower", "kin": "other", "other_borrower": "other"}
_OWNER_BY_CUE: dict[Cue, Owner] = {
    "borrower": "borrower", "yours": "recipient", "kin": "contact", "institution": "institution",
    "other_borrower": "other_borrower",
}  # fmt: skip
_REACH = ("PHONE_NUMBER", "EMAIL_ADDRESS", "WECHAT_ID", "QQ_NUMBER", "ALIPAY_ID")
_PLACE = ("ADDRESS", "EMPLOYER")
_WINDOW = 24
_CLAUSE_LIMIT = 80
_PEOPLE_LIMIT = 20
_MOST_HOUSES = 50
#: An identifier this many characters behind a name is that person's.
_REACH_OF_A_NAME = 40
#: A tail that a person may be shown of their own number: 尾号1234, 后六位…
_MOST_MASKED_DIGITS = 6
_CLAUSE_ENDS = "。！？；!?;\n"


class Context(NamedTuple):
    """What a message is judged in the light of."""

    message: Message
    case: Case | None
    readers: tuple[Reader, ...]
    directory: IdentifierLookup | None


class Attributed(NamedTuple):
    """A finding with its field and what is known of its owner."""

    found: Found
    field: Field
    cue: Cue
    masked: bool

    def subject(self, reader: Reader, case: Case | None) -> Subject | None:
        """Return whose data this is from the reader's side; None: an institution's, which is nobody's secret."""
        tags = self.found.tags
        if self.found.entity_type == "EMPLOYER" and WORKPLACE in reader.own:
            return "recipient"  # 某某公司人事部，您好: a company may be told its own name
        if tags:
            return _tagged(tags, reader, case)
        if self.cue == "institution":
            return None
        if self.cue == "yours":
            return "borrower" if BORROWER in reader.own else "recipient"
        return _SUBJECT_BY_CUE.get(self.cue, "unknown")

    def owner(self, readers: tuple[Reader, ...]) -> Owner:
        """Return the owner as decisions name it."""
        tags = self.found.tags
        if BORROWER in tags:
            return "borrower"
        if tags:
            own = any(tags & reader.own for reader in readers)
            return "recipient" if own else "contact"
        if self.cue == "yours" and any(BORROWER in reader.own for reader in readers):
            return "borrower"
        return _OWNER_BY_CUE.get(self.cue, "unknown")


def _tagged(tags: frozenset[str], reader: Reader, case: Case | None) -> Subject:
    if tags & reader.own:
        return "borrower" if BORROWER in reader.own else "recipient"
    if BORROWER in tags:
        return "borrower"
    return "obligor" if _is_obligor(tags, case) else "other"


def _is_obligor(tags: frozenset[str], case: Case | None) -> bool:
    for index, contact in enumerate(case.contacts if case is not None else ()):
        if contact_tag(index) in tags and (
            contact.obligor or contact.relation in ("guarantor", "co_borrower")
        ):
            return True
    return False


def attribute(found: list[Found], view: View, field: Field, context: Context) -> list[Attributed]:
    """Attribute the findings of one field, which must be in text order."""
    if not found:
        return []
    own = frozenset().union(*(reader.own for reader in context.readers))
    names = _KnownNames(context)
    lender, product = _houses(view, context.case)
    found = [names.tagged(one, view) for one in found]
    people: list[tuple[Found, Cue]] = []
    attributed: list[Attributed] = []
    for one in found:
        if (
            _names(one, lender)
            or (one.entity_type not in DEBT_TYPES and _names(one, product))
            or _is_brand(one, view, context.case)
        ):
            cue: Cue = "institution"
        elif one.entity_type in DEBT_TYPES:
            cue = _debt_cue(one, people, own, view, context.case)
        else:
            cue = _cue(one, people, view, context)
        if one.entity_type == "PERSON":
            people.append((one, cue))
        attributed.append(Attributed(one, field, cue, _masked(one, view)))
    return attributed


_Spans: TypeAlias = list[tuple[int, int]]


def _houses(view: View, case: Case | None) -> tuple[_Spans, _Spans]:
    """Return where the case's lender and its product are named: 江州银行 is not Mr 江, and a lender may say who it is."""
    if case is None:
        return [], []
    return _mentions(view, case.loan.lender), _mentions(view, case.loan.product)


def _mentions(view: View, name: str | None) -> _Spans:
    """Return where a name stands, in whichever script: 鷺鷺貸 is 鹭鹭贷."""
    spans: _Spans = []
    folded = _folded(name) if name else ""
    at = view.text.find(folded) if folded else -1
    while at >= 0 and len(spans) < _MOST_HOUSES:
        spans.append(view.to_source(at, at + len(folded)))
        at = view.text.find(folded, at + len(folded))
    return spans


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    return fold(name).text


def _is_brand(one: Found, view: View, case: Case | None) -> bool:
    """Tell whether an unowned name is the short name of the case's lender: 恒诺 of 恒诺消费金融."""
    if case is None or not case.loan.lender or one.tags or one.entity_type not in ("PERSON", "EMPLOYER"):
        return False
    value = view.source[one.start : one.end]
    return len(value) > 1 and case.loan.lender.startswith(value)


def _names(one: Found, spans: _Spans) -> bool:
    """Tell whether an unowned finding is, or is part of, one of these names."""
    if one.tags or not spans:
        return False
    if one.entity_type in DEBT_TYPES:
        return any(start <= one.start and one.end <= end for start, end in spans)
    return any(one.start < end and start < one.end for start, end in spans)


class _KnownNames:
    """Recognizes a part of a known name as that person: Ka Ho of Wong Ka Ho, 映雪 of 张映雪."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @kept
    def _names(self) -> list[tuple[str, str]]:
        context, case = self._context, self._context.case
        names = [(BORROWER, case.borrower.name)] if case is not None else []
        names += [(contact_tag(i), c.name) for i, c in enumerate(case.contacts)] if case is not None else []
        names += [(recipient_tag(i), r.name) for i, r in enumerate(context.message.recipients)]
        return [(tag, name) for tag, name in names if name]

    @kept
    def _words(self) -> list[tuple[str, frozenset[str]]]:
        return [(tag, frozenset(name.lower().split())) for tag, name in self._names if name.isascii()]

    @kept
    def _given(self) -> list[tuple[str, str]]:
        long = [(tag, name) for tag, name in self._names if len(name) > 1 and not name.isascii()]
        return [(tag, fold(name).text[1:]) for tag, name in long]

    def tagged(self, one: Found, view: View) -> Found:
        """Return the finding, tagged with everybody of whose name it is a part."""
        if one.entity_type != "PERSON" or one.tags or not (self._words or self._given):
            return one
        value = view.text[slice(*view.to_view(one.start, one.end))]
        words = frozenset(value.lower().split())
        tags = {tag for tag, name in self._words if words and words <= name}
        tags |= {tag for tag, given in self._given if _familiar(value, given)}
        return one._replace(tags=frozenset(tags))


def _familiar(value: str, given: str) -> bool:
    """Tell whether somebody of this given name may be called so: 映雪 is 张映雪, 阿强 and 强子 are 李志强."""
    if len(value) > 1 and value in given:
        return True
    core = value.removeprefix("阿").removeprefix("小").removesuffix("子").removesuffix("仔")
    return len(value) == 2 and bool(core) and frozenset(core) <= frozenset(given)


def _masked(one: Found, view: View) -> bool:
    value = view.text[slice(*view.to_view(one.start, one.end))]
    return bool(cues.STARRED.search(value)) or sum(map(str.isdigit, value)) <= _MOST_MASKED_DIGITS


def _cue(one: Found, people: list[tuple[Found, Cue]], view: View, context: Context) -> Cue:
    if one.tags:
        return "none"
    start, end = view.to_view(one.start, one.end)
    before = view.text[max(0, start - _WINDOW) : start]
    if _is_institution(one, before, view.text[start:end], view.text[end : end + _WINDOW]):
        return "institution"
    if context.directory is not None and (owner := context.directory.case_of(view.text[start:end])):
        mine = context.case is not None and owner == context.case.case_id
        return "borrower" if mine else "other_borrower"
    for expression, cue in _SOMEBODY_ELSES:
        if expression.search(before):
            return cue
    if one.entity_type == "PERSON":
        return "none"  # 您, 他 and 客户 before a name that the case does not know say nothing of whose name it is
    if (cue := _cue_of_last_person(one, people, view, context)) != "none":
        return cue
    for expression, cue in _BY_PRONOUN:
        if expression.search(before):
            return cue
    if context.message.kind == "note" and one.entity_type in _PLACE:
        return "borrower"  # an agent's note on a case speaks of the borrower unless it says otherwise
    return "none"


_SOMEBODY_ELSES: tuple[tuple[Expression, Cue], ...] = (
    (cues.OTHER_CUSTOMER_BEFORE, "other_borrower"),
    (cues.KIN_BEFORE, "kin"),
)
_BY_PRONOUN: tuple[tuple[Expression, Cue], ...] = (
    (cues.BORROWER_BEFORE, "borrower"),
    (cues.YOURS_BEFORE, "yours"),
)


def _cue_of_last_person(one: Found, people: list[tuple[Found, Cue]], view: View, context: Context) -> Cue:
    """Return whose an identifier is that follows a name: 秦朗 3301…, 手机13…."""
    if not people or one.start - people[-1][0].end > _REACH_OF_A_NAME:
        return "none"
    person, cue = people[-1]
    if cues.ADDRESSES_READER.search(view.source, person.end, one.start):
        return "none"
    if BORROWER in person.tags:
        return "borrower"
    if person.tags:
        recipients = frozenset().union(*(reader.own for reader in context.readers))
        return "none" if person.tags & recipients else "kin"
    if cue == "institution" and one.entity_type in _REACH:
        return "institution"  # 我是您的顾问王晓东，电话13…
    return cue if cue in ("kin", "other_borrower") else "none"


def _is_institution(one: Found, before: str, value: str, after: str) -> bool:
    kind = one.entity_type
    if kind == "CN_BANK_CARD":
        return bool(cues.COMPANY_ACCOUNT.search(before + value + after))
    if kind in _REACH:
        return _is_callback(kind, before, value, after)
    if kind == "PERSON":
        return bool(cues.SENDER_BEFORE.search(before))
    return kind in _PLACE and bool(cues.COMPANY_PLACE_BEFORE.search(before))


def _is_callback(kind: str, before: str, value: str, after: str) -> bool:
    if cues.NOT_CALLBACK_BEFORE.search(before) or cues.FINDS_SOMEBODY_AFTER.search(after):
        return False
    if cues.CALLBACK_BEFORE.search(before) or cues.SENDER_BEFORE.search(before):
        return True
    if kind != "PHONE_NUMBER" or not cues.LANDLINE.search(value):
        return False
    return not cues.KIN_BEFORE.search(before) and not cues.BORROWER_BEFORE.search(before)


def _debt_cue(
    one: Found, people: list[tuple[Found, Cue]], own: frozenset[str], view: View, case: Case | None
) -> Cue:
    """Return whose debt it is: another's where the clause names only other people before it, else the borrower's."""
    if one.tags:
        return "none"
    if not people:
        return "borrower" if case is not None else "none"
    first = max(0, one.start - _CLAUSE_LIMIT)
    clause = max(max(view.source.rfind(mark, first, one.start) + 1 for mark in _CLAUSE_ENDS), first)
    named = [(p, cue) for p, cue in people[-_PEOPLE_LIMIT:] if p.start >= clause and not p.tags & own]
    if named and cues.ADDRESSES_READER.search(view.source, named[-1][0].end, one.start):
        named = []
    if named and all(_somebody_else(p, cue, case, BORROWER in own) for p, cue in named):
        return "kin"
    return "borrower" if case is not None else "none"


def _somebody_else(person: Found, cue: Cue, case: Case | None, to_borrower: bool) -> bool:
    """Tell whether a debt in this person's clause is not the borrower's; a guarantor's debt is the borrower's.

    A stranger named to the borrower is somebody else; to others, it may be the borrower under another spelling.
    """
    if person.tags:
        return BORROWER not in person.tags and not _is_obligor(person.tags, case)
    return cue in ("kin", "other_borrower") or (to_borrower and cue == "none")
