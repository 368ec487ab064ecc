"""What a sentence is about: the features on which the rules judge their matches."""

from __future__ import annotations

from detectors.debt.lexicon import CREDIT, FINANCE, MONEY, NAME_END, SECOND, THIRD, TITLE
from detectors.kept import kept
from detectors.lazy import Expression
from detectors.patterns import pattern

#: A cheap test: a text with none of these says nothing about a debt.
_ANY = pattern(
    "debt.any",
    r"[欠逾还贷债账帐款借钱催诉债赖躲征信垫偿失法院立冻查仲黑呆坏断承诺律传执约尾窟周扣结付缴清拖告庭程途窟利息笔期爆刷透凑骗数呗条粒限停封拍高争执撸装档户处拖存起提传访给催续毁合拿筹扛替户找落车供递低定收押该横喇薪判警刷门铁填ㄅ-ㄩ]"
    r"|[Mm][ ]{0,2}[1-9一二三四五六七八]"
    r"|银行|平台|不方便|[我咱]们[^，。\n]{0,4}[那这卡挂]|[一二两三四五六七八九几][千万]|DPD|PTP|BP|(?i:ow[ei]|debt|loan|due|default|delinq|collect|balance"
    r"|repay|pay|borrow|su[ei]"
    r"|lawsuit|court|legal"
    r"|black|credit|arrears|charged|install|dpd|ptp|past|qian|yuqi|dk|behind|judgment|garnish|recover|paid|instal|bailiff|guarant|statutory|foreclos|lent|bounced|scam|wd|zhai"
    r"|repossess|money|wages|repo|tow|minimum|short|months? down|against|ghosting|papers|server|monthly|collected|picked up|taken|quiet|sheriff|boss|penny|promised|cover|agency|over her head|over his head|dodg|duck|charge|o.?w.?e.?s|hei|0)",
)
#: Where somebody is spoken of is not asked, so a title is looked for by itself: a name may end in any character, and from
#: each of them everything else would be tried as well.
_THIRD = pattern("debt.third", THIRD.replace(NAME_END + TITLE, f"(?<={NAME_END}){TITLE}"))
_SECOND = pattern("debt.second", SECOND)
_CREDIT = pattern("debt.credit", CREDIT)
_FINANCE = pattern("debt.finance", FINANCE)
_MONEY = pattern("debt.money", MONEY)
_CREDITOR = pattern(
    "debt.creditor", r"银行|平台|法院|债主|财务公司|担保|合同|刷卡|(?i:guarantor|lender|bailiff)"
)
#: A notice to everybody, or talk about the trade: whatever it says of debts, it says of nobody.
_NOTICE = pattern(
    "debt.notice",
    r"警惕|谨防|普法|区别|案例|公约|自律|发布|监管|协会|严禁|切勿|远离|诈骗|骗子|反诈|骗局|普及|宣传"
    r"|专栏|科普|知识|小贴士|消费者|广大|任何(?:人"
    r"|机构|单位|以)|统一公布|信息由|新规|条例|招标|公告[已：:]|自称"
    r"|征求意见|发布会|记者|据悉|据报道|讲座|典型案例|养成|理性|量力|树立|有助于|有利于|习惯|培训|学习"
    r"|开会|例会|晨会|招聘|面试|考核|话术|课程"
    r"|研讨|调研|问卷|指南|攻略|模板|范文|怎么写|最高可|低至|秒批|秒到|点击(?:链接|领取|申请)|立即申请"
    r"|专享|限时福利|免息|首刷|新户"
    r"|新客|剧情|故事|情节|台词|歌词|俗语|小说|电影|电视剧|新闻|质检|排班|上市公司|集团|随借随还|按日计息"
    r"|(?i:beware|scams?(?![a-z])|learn how|tips|webinar|newsletter|training|apply (?:now|today)|rates from"
    r"|as low as|up to)",
)
#: A warning or a rule for the trade, whoever it mentions.
_WARNING = pattern(
    "debt.warning",
    r"冒充|反诈|被骗(?!贷)|受骗|上当|骗局|千万别(?:点|信|转)|陌生(?:短信|电话|链接)|(?:不得|禁止|严禁|切勿"
    r"|不要)(?:向|提及|透露|泄露|告知)|民法典|教材|要考|考试|请勿转账|96110|请(?:立即|马上|及时)?报警|不明来电|官方渠道|官方App",
)
#: The shorthand of an agent's note on a case.
_NOTE = pattern(
    "debt.note",
    r"(?<![A-Za-z])(?:RPC|TPC|[KFT]?PTP|TPTP|LM|WN|DPD)(?![A-Za-z])|失联|停机|空号|外访|关机|未接|无人接"
    r"|本人|父亲?接|母亲?接|配偶"
    r"|同事接|承诺|跳票|逾期|余额|待核|待跟|跟进|代偿|代还|委外|客户|案件|[一二三四]联|联系(?:父|母)亲?|代接|户头",
)
#: Ahead of a debt word: it did not happen, or it is not said that it did.
HYPOTHETICAL = pattern(
    "debt.hypothetical",
    r"如果|如若|若是|假如|倘若|倘|一旦|万一|要是|凡是|是否|有没有|有无|会不会|避免|以免|防止|以防|预防"
    r"|勿|不得|禁止|拒绝(?=高利|校园|套路|网贷|暴力)|可能会?|怎么(?!还不|还没|没)|如何|怎样"
    r"|(?<!为)什么(?!时候)|哪些|等情形|等情况"
    # 如 and 若 open a clause; elsewhere they are part of a word or of a name
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[但且而故后则您你请]))(?:如(?![下期实此今约愿数意同图上])|若(?![干]))"
    r"|(?<![A-Za-z])(?i:if|avoid|in case|whether|may|might|could be|how to|never)(?![A-Za-z])",
)
_QUESTION = pattern(
    "debt.question",
    r"如何|怎么办|怎样|什么是|是什么|什么意思|有哪些|怎么(?:写|查|算|开|移)|(?i:how (?:to|do|can))",
)
#: A condition about a debt that is there already: 如再不还款, 今日18点前未处理, 该笔借款.
_DEFINITE = pattern(
    "debt.definite",
    r"再不|再拖|再次|仍不|仍未|还不|还没|继续|拒不|执意|一直|至今|已经?(?![婚故])|今[天日晚]|明[天日]"
    r"|本周|周[一-日1-7]前"
    r"|[0-9]{1,2}[点时日]前?|[该这那上此]笔|上述|本次|您[的有本欠]|您在|尾号|[0-9][ ]?[元块]"
    r"|逾期[^，。,;!?\n]{0,3}[0-9]"
    r"|(?i:still|already|today|tomorrow|your (?:loan|account|debt|balance)|has been|have been)",
)


class Sentence:
    """A sentence (at most 160 characters) and what it is about; each feature is looked up once."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start

    def _has(self, feature: Expression) -> bool:
        return feature.search(self.text) is not None

    @kept
    def third(self) -> bool:
        """It speaks of a particular person who is not the reader."""
        return self._has(_THIRD)

    @kept
    def second(self) -> bool:
        """It speaks of the reader's own."""
        return self._has(_SECOND)

    @kept
    def credit(self) -> bool:
        """It names a loan."""
        return self._has(_CREDIT)

    @kept
    def finance(self) -> bool:
        """It names a loan or is about one being late."""
        return self._has(_FINANCE)

    @kept
    def money(self) -> bool:
        """It is about money."""
        return self._has(_MONEY)

    @kept
    def dealings(self) -> bool:
        """It speaks of a person and of money, or of those who lend it or take it back."""
        return self.third and (self.money or self._has(_CREDITOR))

    @kept
    def note(self) -> bool:
        """It is shorthand from a note on a case."""
        return self._has(_NOTE)

    @kept
    def notice(self) -> bool:
        """It is addressed to everybody or about the trade."""
        return self._has(_NOTICE)

    @kept
    def warning(self) -> bool:
        """It warns, or says what the trade must not do."""
        return self._has(_WARNING)

    @kept
    def question(self) -> bool:
        """It asks how something is done."""
        return self._has(_QUESTION)

    @kept
    def definite(self) -> bool:
        """It speaks of a debt that is there."""
        return self._has(_DEFINITE)


def worth_reading(folded: str) -> bool:
    """Tell, cheaply, whether a text can hold a debt fact at all."""
    return _ANY.search(folded) is not None
