"""Made-up messages about made-up cases for the benchmark of the bus: three kinds of text, no two messages alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec

from pipeline.contract import Borrower, Case, Contact, Loan

#: How many cases there are; messages are about one after the other.
CASES = 300
_SURNAMES = "齐沈秦方尹韩姚邓唐陆程杜"
_GIVEN = ("鸿远", "若兰", "佳新", "超曦", "洋瑞", "建花", "天秀", "涛国", "朗", "敏", "志恒", "雨桐")
#: Most go to the borrower or are harmless; the rest tells a relative or a colleague, or asks for what is private.
_SMS = (
    "【青禾消金】{name}您好，您的安居贷账单{amount}元已逾期{days}天，请尽快还款，详询400-123-4567。",
    "【青禾消金】温馨提示：您本期应还{amount}元，还款日将至，请保持账户余额充足。",
    "【青禾消金】您的还款{amount}元已入账，感谢您的支持，祝您生活愉快。",
    "【青禾消金】{name}的安居贷账单{amount}元至今未还（逾期{days}天），请家属协助联系。",
)
_CHAT = (
    "好的，那您看周{day}之前能先还一部分吗？比如{amount}元。",
    "麻烦您转告{name}一声，让他有空回个电话，400-123-4567，谢谢",
    "您之前说月底发工资，现在已经过了{days}天了，您这边是怎么安排的呢？",
    "他现在还用{phone}这个号吗？打了{days}次都没人接",
    "收到，我这边帮您登记一下，分{day}期的话每期{amount}元左右",
    "你跟{name}是同事吧，他借的{amount}块一直没还，你劝劝他",
)
_NOTE = (
    "上午{day}点致电借款人本人，{name}接听，称近期资金周转困难，承诺{days}日内先还{amount}元，态度配合，已告知逾期影响，约定下周回访。",
    "外访地址：{address}，敲门无人应答，邻居称其{days}天前出差未归，未透露任何欠款信息，留下回电卡片后离开，下次外访待定。",
    "借款人来电要求减免部分利息，核实身份后登记诉求，本金{amount}元，逾期{days}天，已提交主管审批，预计三个工作日内答复，期间暂停拨打。",
    "联系第三方{contact}（电话{contact_phone}），对方表示已很久未与{name}联系，不清楚其去向，新号码可能为{phone}，身份证尾号{tail}待核实。",
)
KINDS = ("sms", "chat", "note")
#: Half of all messages are for the borrower.
_READERS = ("borrower", "borrower", "borrower", "parent", "colleague", "spouse")


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for number in range(CASES):
        chance = random.Random(number)  # noqa: S311 - no secret
        phone, other = _phone("139", number), _phone("137", number)
        yield Case(
            case_id=f"C-{number}",
            borrower=Borrower(
                name=_name(chance),
                id_number=f"110101199001{number:06}",
                phones=(phone,),
                addresses=(_address(number),),
                employers=("江州青禾印务有限公司",),
            ),
            contacts=(Contact(relation="parent", name=_name(chance), phones=(other,)),),
            loan=Loan(
                contract_no=f"HT{number:010}", lender="青禾消金", product="安居贷", days_overdue=number
            ),
        )


class Texts:
    """Messages of one kind, or with `kind` None of all kinds in turn. Seeded: the same ones in each run."""

    def __init__(self, kind: str | None = None) -> None:
        self._kinds = (kind,) if kind else KINDS
        self._cases = list(cases())
        self._chance = random.Random("".join(self._kinds))  # noqa: S311 - no secret

    def value(self, number: int, message_id: str) -> bytes:
        """Return a message as JSON."""
        kind, about = self._kinds[number % len(self._kinds)], self._cases[number % CASES]
        fields: dict[str, Any] = {"id": message_id, "case_id": about.case_id} | self._head(kind, about)
        template = self._chance.choice({"sms": _SMS, "chat": _CHAT, "note": _NOTE}[kind])
        return msgspec.json.encode(fields | {"text": self._filled(template, about)})

    def _head(self, kind: str, about: Case) -> dict[str, Any]:
        head: dict[str, Any] = {"time": "2026-11-24T10:01:00+08:00", "sender": {"id": "a-1", "org": "o-1"}}
        if kind == "note":
            readers = [{"address": "team-7", "relation": "internal"}]
            return head | {"kind": "note", "channel": "note", "recipients": readers}
        relation = self._chance.choice(_READERS)
        phones = about.borrower.phones if relation == "borrower" else about.contacts[0].phones
        channel = "sms" if kind == "sms" else "im"
        return head | {"channel": channel, "recipients": [{"address": phones[0], "relation": relation}]}

    def _filled(self, template: str, about: Case) -> str:
        chance, contact = self._chance, about.contacts[0]
        return template.format(
            name=about.borrower.name,
            phone=about.borrower.phones[0],
            address=about.borrower.addresses[0],
            contact=contact.name,
            contact_phone=contact.phones[0],
            tail=f"{chance.randrange(10_000):04}",
            amount=f"{chance.uniform(100, 90_000):.2f}",
            days=chance.randrange(1, 400),
            day=chance.randrange(1, 7),
        )


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN)


def _phone(prefix: str, number: int) -> str:
    return f"{prefix}{71_350_246 + 7 * number:08}"


def _address(number: int) -> str:
    return f"江州市青禾区望月路{number + 1}号3栋2单元{number % 30 + 1}01室"
