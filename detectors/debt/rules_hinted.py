"""The Chinese grammar of a debt that nobody names: a sum with a person, an unkept word, a sneer."""

from __future__ import annotations

from detectors.debt.lexicon import NUMBER, OTHER_BILLS, PRODUCT, THINGS, UNIT, upto
from detectors.debt.rule import Rule, rule

_SUM = rf"{NUMBER}[ ]?[多来几]?[ ]?{UNIT}[ ]?[0-9一二三四五六七八九几]?(?:块钱?|元|多)?"
_DUNNED = (
    r"(?:再拖|拖了|拖着|还拖|再不|还不给|不到账|没到账|未到|不到位|等了|当没|立案|起诉|法院|法拍|派出所|报案|不认|赖|没动静"
    r"|没影|走诉)"
)
_ASKED = r"(?:到底|还不还|打算|什么时候|啥时候|几时|给个说法|个说法|要不要|处理|解决|了结|结一结|清一清)"
_PRIVATE = f"{THINGS}|{OTHER_BILLS}|饭|份子|红包|团建|聚餐|中奖|彩票|工资|奖金|退|首付|预算|货|订单|基金|股|年会|奖"
_LENT = "工资|货|订单|退|押金|快递|奖金|提成|报销|红包|首付|房租|定金"

HINTED: tuple[Rule, ...] = (
    rule(
        "that-sum",
        "那 这 剩",
        rf"((?:那|这|剩下?的){upto(2)}{_SUM}){upto(12)}{_DUNNED}",
        0.75,
        needs="third finance~",
        otherwise=0.55,
        unless=_PRIVATE,
        firm=True,
    ),
    rule(
        "that-sum-asked",
        "那 这 剩",
        rf"((?:那|这|剩下?的){upto(2)}{_SUM}){upto(12)}{_ASKED}",
        0.7,
        needs="third finance~",
        otherwise=0.4,
        unless=_PRIVATE,
        firm=True,
    ),
    rule(
        "sum-of-a-person",
        "名下 他 她 佢 你 您",
        rf"(?:名下|[他她佢]|[您你](?:们|家)?(?:的|家|那个?)?[\u4e00-\u9fff]{{1,3}})(?:的|那|这)[ ]?({_SUM}){upto(12)}(?:{_ASKED}|{_DUNNED})",
        0.7,
        needs="third",
        unless=_PRIVATE,
        firm=True,
    ),
    rule(
        "those-thousands",
        "那几 这几 那点 那些",
        r"(?:那|这)(?:几[百千万十]{1,2}(?:块|元|多)?钱?|点钱|些钱)(?![^，。,;!?\n]{0,4}(?:到账|花|存|买|够))",
        0.6,
        needs="third",
        otherwise=0.4,
        unless=_PRIVATE + "|买|工作|挣|赚",
    ),
    rule(
        "dragged-so-long",
        "拖",
        r"拖(?:了|咗|得|到)?(?:这|那|咁|太|好|很)?(?:么)?(?:久|长时间|多天|多日子)(?:了)?",
        0.65,
        needs="finance~ money~",
        unless=f"{_PRIVATE}|会议?|项目|工期|雨|排期|审批|进度|维修|需求|雨季|上线|流程|合同|盖章|电影|手续",
    ),
    rule(
        "money-not-there",
        "钱 款 账",
        r"(?:这个|那个|那笔|这笔|的)?(?:钱|款子?)[^，。,;!?\n]{0,6}(?:不|没|未)(?:能|有|见)?(?:到位|打过来|打来|给过?(?=[，。,.!！？? 了]|$)|进来)"
        r"|(?:钱|款子?|账)[^，。,;!?\n]{0,4}(?:总要|总得|得|要)有人(?:管|还|处理|认|给)|(?:有|那|这)笔账[^，。,;!?\n]{0,4}没(?:平|清|结)",
        0.65,
        needs="third",
        unless=_LENT,
        firm=True,
    ),
    rule(
        "money-to-give",
        "给",
        r"钱[^，。,;!?\n]{0,4}(?:还)?(?:打算|准备|想)(?:什么时候|几时|啥时候|怎么)?给|(?:再不|还不|到底|死活不|就是不|一直不)给(?:钱|我们钱|[，。,.!！？? ]|$)"
        r"|(?:发(?:了)?工资|年底|月底|下个?月)(?:就|再)?给(?=[，。,.!！？? ]|$)",
        0.6,
        needs="third",
        unless="货|退|奖金|红包|房租|零花|压岁|买",
    ),
    rule(
        "either-repay",
        "要么还 只认钱",
        r"要么还(?![是有在没])|我们?只认钱",
        0.65,
        needs="third finance~",
    ),
    rule(
        "product-to-handle",
        "处理 结一结 清一清 最后一天 窗口 平一平 弄一下 补一下 续上",
        rf"{PRODUCT}[^。！？!?\n]{{0,16}}?(?:处理(?:掉|一下|窗口|期|下)?|结一结|清一清|平一平|弄一下|补一下|最后一[天日]|窗口期?)",
        0.7,
        needs="third",
        unless=f"免息|优惠|满减|活动|提额|办卡|{OTHER_BILLS}|尾款付",
    ),
    rule(
        "settle-a-bit",
        "结一结 清一清 平一平",
        r"(?:[尾账帐]款?|款|钱)[^，。,;!?\n]{0,6}(?:结一结|清一清|平一平)",
        0.65,
        needs="third",
        otherwise=0.4,
        unless="工程|装修|定制|甲方|货|报销|双十一",
    ),
    rule(
        "plays-dead",
        "装死 装聋作哑 装失忆 玩消失 玩失踪 装傻 不认人 扮唔知 失踪 潜水",
        r"(?:还在|还|又|就会|一直)?(?:装死|装聋作哑|装失忆|玩消失|玩失踪|装傻|扮唔知)|(?:钱|款)[^。！？!?\n]{0,12}不认(?:人|账|识)|借完就?失踪",
        0.6,
        needs="finance~ money",
        unless="游戏|技能|直播",
    ),
    rule(
        "sneer",
        "大爷 孙子 老赖 光宗耀祖 懂的都懂 撸 天经地义 狗都不如",
        r"借钱[^。！？!?\n]{0,10}(?:孙子|叫哥|叫姐|哥|姐)[^。！？!?\n]{0,12}还钱[^。！？!?\n]{0,10}(?:大爷|装死|爷|人影|失忆)|还钱[^，。,;!?\n]{0,4}(?:是|成|当)(?:大)?爷"
        r"|撸(?:了)?[^，。,;!?\n]{0,6}(?:网贷|平台|口子|贷)|(?:平台|网贷|口子)[^，。,;!?\n]{0,4}撸",
        0.65,
        needs="third finance~",
        unless="新口子|攻略|剧|小说",
    ),
    rule(
        "defrauds-lender",
        "骗",
        r"骗了?[^，。,;!?\n]{0,6}(?:平台|银行|小贷)?的?(?:贷款|网贷)(?![诈])",
        0.6,
        needs="credit",
        unless="骗子|诈骗|谨防|警惕|套路|被骗(?!贷)|中介",
    ),
    rule(
        "borrowed-then",
        "借",
        r"借(?:钱|💰|我们钱)?的时候",
        0.55,
        needs="third money~",
        unless=THINGS,
    ),
    rule(
        "whole-principal",
        "本息 宽限期",
        r"(?:全部|承担|归还|偿还|剩余|所有)[^，。,;!?\n]{0,4}本息|宽限期",
        0.7,
        needs="third second",
        unless="政策|缴费|保险|保费|产品|如何",
    ),
    rule(
        "broke-settlement",
        "履行 兑现 跳票 不给",
        r"(?:没|未|不|拒不|拒绝)(?:有|能|按约|按期)?(?:履行|兑现)(?!职|承诺书)|一次(?:都|也)?没(?:给|付|打|转)",
        0.6,
        needs="third credit",
        unless="劳动|租|职责|培训",
    ),
    rule(
        "refuses-in-note",
        "拒付 拒还 诉讼 代偿",
        r"拒付|拒还|拒绝偿付|建议(?:走)?(?:诉讼|起诉|法务|外访|委外)|代偿(?!金)",
        0.65,
        needs="note credit third",
        unless="拒付率|货款|信用证",
    ),
    rule(
        "help-chase",
        "催",
        r"(?:麻烦|帮|请|让|劳驾)[^，。,;!?\n]{0,8}催(?:催|一下|一催|下|他|她)(?!单|货|件)",
        0.5,
        needs="money credit~",
        unless=f"快递|外卖|单|货|作业|进度|稿|发票|菜|{OTHER_BILLS}",
    ),
)
