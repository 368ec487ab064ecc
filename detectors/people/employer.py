"""EMPLOYER: the organisation that somebody works for, when the context says so; one in passing is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from detectors.fold import View
from detectors.guarded import guarded
from detectors.patterns import any_of, pattern
from detectors.people.departments import NAMELESS
from detectors.people.places import KNOWN
from detectors.people.word_tables import table
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer

_TABLE = table("employer")
_SUFFIX = any_of(_TABLE["suffixes"])
_BODY = r"[^\s，,。；;！!？?、：:（）()【】\[\]<>\"“”的了吗呢吧他她我你您请]"
_NAME = rf"{_BODY}{{1,28}}?{_SUFFIX}"
_JOB = any_of(_TABLE["jobs"])
_WORKING = (
    rf"(?:上班(?!时)|工作(?![日时人证量群台天])|任职|就职|供职|打工|做工|做事|干活|实习|当(?:一名"
    rf"|个)?{_JOB}|做(?:一名|个)?{_JOB}|跑外卖|送外卖|送快递|开车|教书|当兵|服役|任教|担任)"
)
_IN = guarded(
    "employer.working", rf"(?:^|[^现正实存自所])(?:在|于)(?P<org>{_BODY}{{2,28}}?){_WORKING}", re.MULTILINE
)
_LABELLED = guarded(
    "employer.labelled",
    r"(?:工作单位(?:名称)?|就职单位|任职单位|服务单位|单位名称|公司名称|所在单位|所在公司|就业单位"
    r"|现单位|原单位|服务公司|任职公司|(?:雇主|单电|东家)(?=是|为|：|:|[ \t]|叫)"
    r"|(?:^|[\s，,。;；|、（(])单位(?=[：:]))(?:是|为|：|:|[ \t]|叫){1,3}"
    rf"(?P<org>{_BODY}{{2,30}})(?=$|[\s，,。；;！!？?、：:（）()的了吗呢吧他她])",
    re.MULTILINE,
)
_SUFFIXED = guarded(
    "employer.suffixed",
    rf"(?:(?:单位|公司)(?:是|叫|：|:|[ \t])|(?:^|[\s，,。;；|他她其您你人的户告]|客户|本人)单位(?!员工|职工|同事|领导|人事|财务|名称|性质)|就职于|任职于|供职于|受雇于"
    rf"|(?:工作|就职|任职|服务|所在|就业|现|原)单位|服务于|上班于|工作于|入职|任教于|现职|跳槽到"
    rf"|跳槽去|调到|老板是)(?:是|为|：|:|[ \t]|叫|了){{0,3}}(?P<org>{_NAME})(?=$|[^一-鿿]|的"
    rf"|了|吗|上班|工作|当|做|任|担|已|还|没|不)",
    re.MULTILINE,
)
_MEMBER = guarded(
    "employer.member",
    rf"(?:(?:^|[，,。 ]|他|她|你|您|本人|我|老婆|老公|儿子|女儿|丈夫|妻子|父亲|母亲|债务人"
    rf"|借款人|客户)(?:就)?是|系)(?P<org>{_NAME})的?(?:员工|职工|职员|正式工|临时工|退休|{_JOB})",
    re.MULTILINE,
)
_EN_ORG = r"[A-Z][A-Za-z&'.-]{0,20}(?:[ \t](?:of|and|&|the|[A-Z][A-Za-z&'-]{0,20}\.?)){0,5}"
_ENGLISH = guarded(
    "employer.en",
    rf"(?<![A-Za-z])(?:(?i:works?|working|worked|employed)[ \t](?i:at|for|with|by)|(?i:employer"
    rf"|company name|workplace|place of work)[ \t]?[:：])[ \t]{{1,2}}(?P<org>{_EN_ORG})",
)
#: What is said of where somebody works without naming it.
_GENERIC = pattern(
    "employer.generic",
    r"(?:(?:他|她|你|您|我|自己|我们|你们|他们|那边|这边|老家|外地|外面|本地|当地|附近|一家|一个|某|哪个|哪家|什么|这家|那家|这个|那个|某个|同一|同一个|同|贵|我|本|敝|该|此|同一家|另|别的)?"
    r"(?:公司|单位|工厂|厂里|厂|家|家里|工地|工地上|外地|外面|老家|这里|那里|哪里|那边|这边|城里|乡下|村里|镇上|县城|县里|市里|店里|超市|学校|医院|银行|饭店|餐厅|外|国外|海外|何处|哪儿|这|那|里面|线上|网上|当地|本地|附近|时间|部队|企业|办公室|一起|上班时间|正常|努力|认真|休息日|周末)"
    r"|(?:那|这|哪)(?:个|边|里).{0,8}|(?:员工|职工|同事|领导|人事|附近|一家|有家|某家|这家|那家).{0,30}|中学|小学|大学|幼儿园|机场|法院|派出所|政府|机关|国企|央企|外企|私企|事业单位|部门"
    r"|(?:大|小|正规|上市|持牌|国有|私营|民营|外资|一般|老|新)(?:公司|企业|工厂|厂|单位|机构|超市|学校|医院|银行|集团)"
    r"|(?:线.{0,3}|职|岗|编|读|校|美国|日本|韩国|泰国|缅甸|柬埔寨|越南|北上广|外头|里头|无|未知|不详|不明|未填写?|没有|元|万元|美元|个|证明|地址|电话|同事|领导|员工|负责人|财务|人事|固话|座机|公章|盖章|开具?|.{0,8}(?:那边|这边|一带|附近|那儿|这儿|老家)|.{0,6}(?:未填写|不详|证明|电话|地址|变更|有误|请补充|已变更|已更新|核实)))\Z",
)
_OURS = pattern(
    "employer.ours",
    r"(?:我司|我行|本公司|本行|我公司|我们公司|贵司|法院|客服|专员|团队|系统)[^，。,；;\n]{0,4}\Z",
)
_LEAD = pattern("employer.lead", r"(?:现在|目前|一直|还|是|就|在|于|去|到|了|叫|原|曾){1,3}")


class Employer(TextRecognizer):
    """Workplaces tied to a person by a label, a verb of work or membership."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("EMPLOYER",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "他在〔宏达五金厂〕上班",
            "您在〔合肥市第二医院〕工作对吧",
            "工作单位：〔岳麓区桃花岭小学〕",
            "单位是〔中建八局集团〕",
            "现任职于〔苏州云海网络科技有限公司〕",
            "就职于〔天衡会计师事务所〕",
            "老公在〔好又多超市〕当保安",
            "她是〔实验中学〕的老师",
            "他公司是〔顺安物流有限公司〕",
            "供职于〔城西镇派出所〕",
            "在〔富士康〕打工",
            "He works at 〔Silverline Logistics Ltd〕.",
            "Employer: 〔Eastgate Hospital〕",
        ),
        avoid=(
            "在公司上班不方便接电话",
            "他在外地打工",
            "招商银行信用卡中心提醒您",
            "北京市朝阳区人民法院已立案",
            "请携带身份证到营业厅办理",
            "单位：万元",
            "单位证明开一下",
            "工作单位未填写",
            "本公司受安诚小贷委托",
            "他在深圳工作",
            "请在工作时间致电",
            "在哪个单位上班",
            "李宁专卖店打折",
            "她在信贷部实习",
            "他调到消化内科工作",
            "同学在小贷公司当经理",
            "我姐在法院执行局上班",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield the name of each workplace."""
        ended = 0
        for start, end, score in sorted(_found(view)):
            if start >= ended:
                ended = end
                yield Hit("EMPLOYER", start, end, score, "context")


def _found(view: View) -> Iterator[tuple[int, int, float]]:
    text = view.text
    for expression in (_IN, _LABELLED, _SUFFIXED, _MEMBER, _ENGLISH):
        for match in expression.each(view):
            start, end = _trimmed(text, *match.span("org"))
            name = text[start:end]
            if len(name) < 2 or _GENERIC.match(name) or name in KNOWN or name.rstrip("市省县区") in KNOWN:
                continue
            if NAMELESS.match(name):
                continue
            if _OURS.search(text, max(0, match.start() - 8), match.start("org")):
                continue
            yield start, end, 0.85


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut words that lead into the name, and a full stop or blank behind it."""
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    while end > start and text[end - 1] in " .\t里":
        end -= 1
    return start, end
