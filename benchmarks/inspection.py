"""The whole decision, beside stock Presidio's detection alone with its recognizers for phone, e-mail, card and IP."""

from __future__ import annotations

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)

from benchmarks.timing import ratios, report
from detectors import fold
from detectors.engine import FoldingNlpEngine, NoContext
from pipeline.contract import Borrower, Case, Contact, Loan, Message, Recipient
from pipeline.inspecting import inspect
from pipeline.policy import load_policy

CASE = Case(
    case_id="C-1",
    borrower=Borrower(
        name="齐鸿远", id_number="110101198803070011", phones=("13900001111",), bank_cards=("6222020200001234567",),
        addresses=("安徽省合肥市蜀山区望江西路128号云栖苑3栋602室",), employers=("合肥青禾印务有限公司",), wechat_ids=("qhy_8803",),
    ),
    contacts=(Contact(relation="parent", name="齐保国", phones=("13700002222",)),),
    loan=Loan(contract_no="QH20260311007", lender="云杉消费金融", outstanding=8600.5, days_overdue=31),
)  # fmt: skip
TEXTS = (
    "您好，烦请转告齐鸿远先生，有空时拨打400-123-4567与我们联系。",
    "您儿子齐鸿远欠款8600.50元，请督促他尽快归还。",
    "他现在还用①③⑨００００幺幺幺幺吗？",
    "下午两点半在十二楼会议室开会，别迟到，带上上周的报表。",
    "麻烦问一下，望江西路128号云栖苑3栋602室他还住吗",
)


def _stock() -> AnalyzerEngine:
    engine = FoldingNlpEngine("en")  # tokenizes nothing: the baseline pays for no language model either
    recognizers: list[EntityRecognizer] = [
        PhoneRecognizer(), EmailRecognizer(), CreditCardRecognizer(), IpRecognizer(),
    ]  # fmt: skip
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    return AnalyzerEngine(
        registry=registry, nlp_engine=engine, supported_languages=["en"], context_aware_enhancer=NoContext()
    )


def run() -> None:
    """Print the ratios."""
    policy, stock = load_policy("cn"), _stock()
    messages = [
        Message(
            id="m",
            text=text,
            case_id="C-1",
            recipients=(Recipient(address="13700002222", relation="parent"),),
        )
        for text in TEXTS
    ]

    def ours() -> None:
        for _ in range(40):
            for message in messages:
                inspect(message, CASE, policy)

    def baseline() -> None:
        for _ in range(40):
            for text in TEXTS:
                stock.analyze(text, "en")

    def folding() -> None:
        for _ in range(40):
            for text in TEXTS:
                fold(text)

    report("the whole decision, against detection by 4 stock Presidio recognizers", ratios(ours, baseline))
    report("folding alone, against the whole decision", ratios(folding, ours))
