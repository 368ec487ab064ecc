"""The grammar of owing as Hong Kong writes it, over text that is folded to Simplified: 争钱, 找数, 走数."""

from __future__ import annotations

from detectors.debt.lexicon import upto
from detectors.debt.rule import Rule, rule

#: What 数 is when it is no debt: 数据, 数字, 条数 of a table.
_NO_SUM = r"(?![据字学目值额量码组控位百千万对够校])"
_TABLE = "表格|数据|数据库|导[入出]|统计|记录|接口"

CANTONESE: tuple[Rule, ...] = (
    rule(
        "yue-debt",
        "条数 笔数 啲数",
        rf"(?:嗰|呢|佢|[笔啲])?(?:条|笔|啲)数{_NO_SUM}(?!是|为|[0-9]{{1,2}}条)",
        0.7,
        needs="third finance~ money~",
        unless=_TABLE,
    ),
    rule(
        "yue-settle",
        "数 找清 仲未 未找 大耳窿",
        rf"""(?:仲?未|唔(?:肯|想|识)?|冇|拒绝|快啲|几时|记得|要|帮佢|代佢|搞掂|早日)(?:找|还|清)(?:埋|返|清
        |番)?(?:条|笔|啲)?数{_NO_SUM}|走(?:咗|紧|晒)?数{_NO_SUM}(?=[^，。\n]{{0,12}}|$)|搞掂(?:条|笔|啲)数|仲未(?:找|还)清?(?=[，。,.!！？? ]|$)|未找(?=[，。,.!！？? ]|$)
        |找清(?=[，。,.!！？? ]|$)|追数|收数佬?|大耳窿""",
        0.7,
        needs="third finance~ money~",
        unless=_TABLE,
    ),
    rule(
        "yue-owes",
        "争 欠 爭 借 一身",
        r"""一身(?:数|债)|借(?:落|咗)[^，。,;!?\n]{0,10}?钱|[争爭欠](?:咗|住|落|埋|佢|你|我|人|哋|公司|银行|财务){0,4}(?:钱|数|(?:好多)?[0-9一二两三四五六七八九十几]{1,8}[ ]?[千百万]?[几多]?[ ]?(?:蚊|万|千|皮|鸡|个(?=$|[，。,.!！？? 未仲])))
        """,
        0.8,
        needs="third second money",
        unless="争取|争夺|竞争",
    ),
    rule(
        "yue-not-repaid",
        "唔 几时",
        r"唔(?:肯|想|识|准备)?还(?:[钱数款]|(?=[，。,.!！？? 就我]|$))|几时(?:还|找数)",
        0.75,
        needs="third finance~ money~",
        unless="书|遮|伞|锁匙",
    ),
    rule(
        "yue-court",
        "入禀 执达 律师信 冇 爆咗",
        rf"入禀{upto(6)}(?:告|法院|追|高院|区院)|入禀(?=$|[，。,.])|执达(?:吏|主任)|律师信|(?:min[ ]?pay|最低还款)[^，。]{{0,4}}冇|[卡张][^，。]{{0,3}}爆咗",
        0.7,
        needs="third finance~ money~",
        unless="离婚|楼宇|版权",
    ),
)
