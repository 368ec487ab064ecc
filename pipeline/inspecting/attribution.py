"""Whose data each finding is: by the case record, by the directory of all borrowers, or by the words around it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from detectors import View
from pipeline.cases import BORROWER, Directory
from pipeline.contract import Case, Message
from pipeline.contract.vocabulary import Field, Owner
from pipeline.inspecting import cues
from pipeline.inspecting.audience import Reader
from pipeline.inspecting.detection import Found
from pipeline.inspecting.overlap import DEBT_TYPES
from pipeline.policy import Subject

#: What the words around a value say about whose it is.
Cue = Literal["borrower", "yours", "kin", "institution", "other_borrower", "none"]
_REACH = ("PHONE_NUMBER", "EMAIL_ADDRESS", "WECHAT_ID", "QQ_NUMBER", "ALIPAY_ID")
_PLACE = ("ADDRESS", "EMPLOYER")
_WINDOW = 24
_CLAUSE_LIMIT = 80
_CLAUSE_ENDS = "。！？；!?;\n"


class Context(NamedTuple):
    """What a message is judged in the light of."""

    message: Message
    case: Case | None
    readers: tuple[Reader, ...]
    directory: Directory | None


class Attributed(NamedTuple):
    """A finding with its field and what is known of its owner."""

    found: Found
    field: Field
    cue: Cue
    masked: bool

    def subject(self, reader: Reader, case: Case | None) -> Subject | None:
        """Return whose data this is from the reader's side; None: an institution's, which is nobody's secret."""
        tags = self.found.tags
        if tags:
            return _tagged(tags, reader, case)
        if self.cue == "institution":
            return None
        if self.cue == "yours":
            return "borrower" if BORROWER in reader.own else "recipient"
        by_cue: dict[Cue, Subject] = {"borrower": "borrower", "kin": "other", "other_borrower": "other"}
        return by_cue.get(self.cue, "unknown")

    def owner(self, readers: tuple[Reader, ...]) -> Owner:
        """Return the owner as decisions name it."""
        tags = self.found.tags
        if BORROWER in tags:
            return "borrower"
        if tags:
            own = any(tags & reader.own for reader in readers)
            return "recipient" if own else "contact"
        by_cue: dict[Cue, Owner] = {
            "borrower": "borrower", "yours": "recipient", "kin": "contact", "institution": "institution",
            "other_borrower": "other_borrower",
        }  # fmt: skip
        return by_cue.get(self.cue, "unknown")


def _tagged(tags: frozenset[str], reader: Reader, case: Case | None) -> Subject:
    if tags & reader.own:
        return "borrower" if BORROWER in reader.own else "recipient"
    if BORROWER in tags:
        return "borrower"
    contacts = case.contacts if case is not None else ()
    for tag in tags:
        kind, _, index = tag.partition(":")
        if kind == "contact" and contacts[int(index)].obligor:
            return "obligor"
    return "other"


def attribute(
    found: list[Found], view: View, field: Field, context: Context
) -> list[Attributed]:
    """Attribute the findings of one field, which must be in text order."""
    own = frozenset().union(*(reader.own for reader in context.readers))
    people = [f for f in found if f.entity_type == "PERSON"]
    return [
        Attributed(
            one,
            field,
            _debt_cue(one, people, own, view, context.case)
            if one.entity_type in DEBT_TYPES
            else _cue(one, view, context),
            _masked(one, view),
        )
        for one in found
    ]


def _masked(one: Found, view: View) -> bool:
    value = view.source[one.start : one.end]
    return bool(cues.STARRED.search(value)) or sum(map(str.isdigit, value)) <= 6


def _cue(one: Found, view: View, context: Context) -> Cue:
    if one.tags:
        return "none"
    start, end = view.to_view(one.start, one.end)
    before = view.text[max(0, start - _WINDOW) : start]
    around = before + view.text[start : end + _WINDOW]
    if _is_institution(one, before, around):
        return "institution"
    if cues.KIN_BEFORE.search(before):
        return "kin"
    if context.directory is not None and (owner := context.directory.case_of(view.text[start:end])):
        mine = context.case is not None and owner == context.case.case_id
        return "borrower" if mine else "other_borrower"
    if cues.BORROWER_BEFORE.search(before):
        return "borrower"
    if cues.YOURS_BEFORE.search(before):
        return "yours"
    if context.message.kind == "note" and one.entity_type in _PLACE:
        return "borrower"  # an agent's note on a case speaks of the borrower unless it says otherwise
    return "none"


def _is_institution(one: Found, before: str, around: str) -> bool:
    kind = one.entity_type
    if kind == "CN_BANK_CARD":
        return bool(cues.COMPANY_ACCOUNT.search(around))
    if kind in _REACH:
        return bool(cues.CALLBACK_BEFORE.search(before) or cues.SENDER_BEFORE.search(before))
    if kind == "PERSON":
        return bool(cues.SENDER_BEFORE.search(before))
    return kind in _PLACE and bool(cues.COMPANY_PLACE_BEFORE.search(before))


def _debt_cue(one: Found, people: list[Found], own: frozenset[str], view: View, case: Case | None) -> Cue:
    """Return whose debt it is: another's where the clause names only other people before it, else the borrower's."""
    if one.tags:
        return "none"
    first = max(0, one.start - _CLAUSE_LIMIT)
    clause = max(max(view.source.rfind(mark, first, one.start) + 1 for mark in _CLAUSE_ENDS), first)
    low, high = (bisect_left(people, at, key=lambda p: p.start) for at in (clause, one.start))
    named = [p for p in people[low:high] if not p.tags & own]
    if named and all(p.tags and BORROWER not in p.tags for p in named):
        return "kin"
    return "borrower" if case is not None else "none"
