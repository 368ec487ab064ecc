"""The distinct messages of a soak, and what the pure core makes of each, asked once of `mifeng scan`: no bus is involved.

What is decided depends on the text, the case and the readers, not on the id, so that many messages share one text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.contract import Case, Decision
from pipeline.demo.stream import fixtures_folder
from pipeline.fixtures import Prepared, load_fixtures
from pipeline.redaction.keys import KEY_FILE_VARIABLE
from tests.command import mifeng

#: Bytes that the decoder refuses. They hold the id, %s, for the comparison.
_POISON = (b'{"id":"%s","text":', b'\xff\xfe{"id":"%s","text":"x"}', b'["id","%s"]', b'{"id":"%s","text":7}')
_PLANTED = 40


class Text(msgspec.Struct, frozen=True):
    """One distinct message: its fields without the id, and the decision on it.

    Without a decision it is `template`, bytes that nobody can read, and `fields` only say to which topic they go.
    """

    fields: dict[str, Any]
    template: bytes = b""
    decision: Decision | None = None

    @property
    def outcome(self) -> str:
        """Return the name of the topic in which a message with this text has to come out."""
        if self.decision is None:
            return "dead_letter"
        return "cleared" if self.decision.action in ("allow", "redact") else "quarantine"

    @property
    def is_note(self) -> bool:
        """Whether it goes to the notes."""
        return self.fields.get("kind") == "note"

    def value(self, message_id: str) -> bytes:
        """Return the bytes of a message with this text."""
        if self.decision is None:
            return self.template.replace(b"%s", message_id.encode())
        return json.dumps({"id": message_id, **self.fields}, ensure_ascii=False).encode()

    def cleared(self, message_id: str) -> dict[str, Any]:
        """Return the fields that a message with this text must have in the cleared topic."""
        assert self.decision is not None
        sent = {"id": message_id, **self.fields, "text": self.decision.text}
        if "subject" in self.fields:
            sent["subject"] = self.decision.subject
        return sent


class Texts(msgspec.Struct, frozen=True):
    """All texts of a soak, the cases that they are about, and the values that must never be cleared."""

    readable: tuple[Text, ...]
    poison: tuple[Text, ...]
    planted: tuple[str, ...]


def load_texts(folder: Path, pseudonym_key: Path, fixtures: int | None = None) -> Texts:
    """Write the cases to `folder`/cases.jsonl and return the texts: those of the repository's fixtures (the first
    `fixtures` of them) and of made-up borrowers, whose numbers are planted in them.
    """
    cases, messages, planted = _made_up()
    for number, fixture in enumerate(_fixtures()[:fixtures]):
        case_id = f"fixture-{number}" if fixture.case is not None else None
        if fixture.case is not None:
            cases.append(msgspec.structs.replace(fixture.case, case_id=case_id))
        fields = json.loads(msgspec.json.encode(msgspec.structs.replace(fixture.message, case_id=case_id)))
        messages.append({name: value for name, value in fields.items() if name != "id" and value is not None})
    (folder / "cases.jsonl").write_bytes(b"".join(msgspec.json.encode(case) + b"\n" for case in cases))
    decisions = _scan(folder, pseudonym_key, messages)
    readable = tuple(
        Text(fields, decision=decision) for fields, decision in zip(messages, decisions, strict=True)
    )
    return Texts(
        readable,
        tuple(Text({"kind": kind}, template) for template in _POISON for kind in ("message", "note")),
        planted,
    )


def _fixtures() -> list[Prepared]:
    return [fixture for fixture in load_fixtures([fixtures_folder()]) if fixture.policy == "cn"]


def _made_up() -> tuple[list[Case], list[dict[str, Any]], tuple[str, ...]]:
    phones = [f"139{number:08}" for number in range(71_350_246, 71_350_246 + 7 * _PLANTED, 7)]
    cases, messages = [], []
    for number, phone in enumerate(phones):
        case = {
            "case_id": f"planted-{number}",
            "borrower": {"name": "齐鸿远", "phones": [phone]},
            "contacts": [{"relation": "parent", "phones": ["13700002222"]}],
        }
        cases.append(msgspec.convert(case, Case))
        messages += list(_about(f"planted-{number}", phone))
    return cases, messages, tuple(phones)


def _about(case_id: str, phone: str) -> Iterator[dict[str, Any]]:
    for text in (
        f"他还用{phone}吗",
        f"您儿子齐鸿远欠款3000元一直不还，他的电话是{phone}",
        "麻烦转告齐鸿远回个电话",
    ):
        recipients = [{"address": "13700002222", "relation": "parent"}]
        yield {"case_id": case_id, "recipients": recipients, "text": text}


def _scan(folder: Path, pseudonym_key: Path, messages: list[dict[str, Any]]) -> list[Decision]:
    lines = [
        json.dumps({"id": str(number), **fields}, ensure_ascii=False).encode()
        for number, fields in enumerate(messages)
    ]
    key = {KEY_FILE_VARIABLE: str(pseudonym_key)}
    result = mifeng("scan", "--cases", folder / "cases.jsonl", "-", stdin=b"\n".join(lines), environment=key)
    assert result.code == 0, result.err
    return [msgspec.json.decode(line, type=Decision) for line in result.out.splitlines()]
