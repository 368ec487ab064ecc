"""Why msgspec: decoding and validating one message, beside pydantic with the same fields."""

from __future__ import annotations

import json
from typing import Literal

import pydantic

from benchmarks.timing import ratios, report
from pipeline.contract import decode_message

_TIMES = 20_000


class _Recipient(pydantic.BaseModel):
    address: str | None = None
    relation: Literal["borrower", "parent", "spouse", "friend", "unknown"] = "unknown"
    name: str | None = None


class _Message(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow", strict=True)
    id: str
    text: str
    kind: Literal["message", "note"] = "message"
    channel: Literal["sms", "im", "email", "note"] = "sms"
    time: str | None = None
    case_id: str | None = None
    recipients: list[_Recipient] = []
    subject: str | None = None


RAW = json.dumps(
    {
        "id": "m-1", "kind": "message", "channel": "sms", "case_id": "C-1", "time": "2026-11-24T10:01:00+08:00",
        "recipients": [{"address": "13700002222", "relation": "parent", "name": "齐保国"}], "subject": None,
        "text": "您好，烦请转告齐鸿远先生，有空时拨打400-123-4567与我们联系。", "trace": {"campaign": 7},
    },
    ensure_ascii=False,
).encode()  # fmt: skip


def run() -> None:
    """Print the ratio."""

    def ours() -> None:
        for _ in range(_TIMES):
            decode_message(RAW)

    def baseline() -> None:
        for _ in range(_TIMES):
            _Message.model_validate_json(RAW)

    report("decode a message, unknown fields kept: msgspec, against pydantic", ratios(ours, baseline))
