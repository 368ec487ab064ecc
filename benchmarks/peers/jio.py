"""JioNLP's extractors of personal data; run in its own environment. It has no others: none for names, cards or workplaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jionlp

EXTRACTORS = (
    jionlp.extract_email,
    jionlp.extract_id_card,
    jionlp.extract_ip_address,
    jionlp.extract_motor_vehicle_licence_plate,
    jionlp.extract_phone_number,
    jionlp.extract_qq,
    jionlp.extract_wechat_id,
)


def reader() -> Callable[[str], list[Any]]:
    """Return what finds the values in a text. Where two extractors take the same value, it is found twice."""
    return lambda text: [one for extract in EXTRACTORS for one in extract(text, detail=True)]
