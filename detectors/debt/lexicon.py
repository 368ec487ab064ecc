"""The words of debt talk by part of speech, as expressions over the folded (Simplified) text.

The rules put these together: who, what is owed, what is done about it. Expressions are safe under
``re.VERBOSE``.
"""

from __future__ import annotations

from detectors.patterns import any_of


def words(text: str) -> list[str]:
    """Split a list of words."""
    return text.split()


def upto(n: int) -> str:
    """Return an expression for at most `n` characters of the same clause, as few as will do."""
    return rf"[^，。；！？,;!?\n]{{0,{n}}}?"


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温庞樊兰殷施洪翟安颜倪牛申俞邢"
    "岳齐梅庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲连阮柳祖宁穆裴季鲍甘聂闻单游庾卓蓝骆鲁"
)
#: A relative, friend or colleague of the reader.
KIN = any_of(
    words(
        """儿子 女儿 孩子 小孩 闺女 娃 老公 老婆 丈夫 妻子 爱人 先生 太太 媳妇 儿媳 儿媳妇 弟媳 配偶 家属
        家人 亲属 亲戚 亲友 爸 妈 父亲 母亲
        哥 姐 弟 妹 兄弟 姐妹 姐夫 嫂子 妹夫 叔 舅 姨 姑 侄子 侄女 外甥 外孙 孙子 孙女 表哥 表弟 表姐 表妹
        堂哥 堂弟 堂姐 堂妹 公公 婆婆 岳父 岳母
        爷爷 奶奶 外公 外婆 女婿 令郎 令爱 令媛 令尊 令堂 男友 女友 男朋友 女朋友 对象 朋友 好友 同学 室友
        舍友 同事 邻居 租客 房客 老乡 员工 职工
        职员 同仁 同袍 下属 村民 业主 老师 教师 学生 学员 前夫 前妻 弟弟 哥哥 姐姐 妹妹 爸爸 妈妈 爹 娘 闺蜜
        战友 发小 学长 学姐 师傅 徒弟 领导 店员 雇员 主管 父母 长辈 辅导员 店长 班长 经理 主任
        老爷子 老太太 合伙人 搭档 细佬 大佬 家姐 阿妈 老豆 个仔 个女 舅妈 姑妈 姨妈 侄儿 舅子 外甥女 亲家 妯娌 连襟 老伴 同桌 同窗 学弟 学妹 师兄 师姐 师弟 师妹 同乡 伯父 伯母 姑父 姨父 姑丈 姨丈 大嫂 大哥 大姐 姑姑 舅舅 叔叔 阿姨 男人 女人"""
    )
)
#: Surnames of two characters that somebody else's word does not hold.
_COMPOUND = "(?:欧阳|司徒|上官|司马|诸葛|皇甫|夏侯|尉迟|公孙|慕容|令狐|宇文|长孙|端木|南宫|闻人)"
#: What follows a full name where a name stands: 贺雨桐在我司…, 王二喜欠…, 马超那台车
_AFTER_NAME = (
    r"(?=的|在|名下|因|已|被|欠|于|借|所|归|拖|逾|信用卡|网贷|那[台辆套笔个张部件事]|未|本人|尽|还|处|一直)"
)
_NAME = (
    rf"(?<![\u4e00-\u9fff])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}{_AFTER_NAME}"
    rf"|{_COMPOUND}[\u4e00-\u9fff]{{1,2}}(?=[的在名因已被欠借拖逾信网贷透工])"
    rf"|[告醒促知工民师友人仁属员和跟问给替帮讲诉从][{SURNAMES}][\u4e00-\u9fff]{{1,2}}{_AFTER_NAME}"
)
#: What stands before a title, and titles of people.
NAME_END, TITLE = r"[\u4e00-\u9fff]", "(?:女士|小姐|同志|某)"
#: A particular person who is spoken about.
THIRD = (
    r"(?<![其吉])他(?![日乡国处])|她|佢|(?<![尤极与更何])其(?![他实中余次间它乃])|(?<![A-Za-z])ta(?![A-Za-z])"
    r"|此人|这人|这个人|该(?:员工|客户|用户|人员|职工|户|当事人)"
    rf"|[您你贵](?:们)?(?:的|家|那)?{KIN}|[您你]们?(?:单位|部门|公司)(?:的|那个|有个|姓)"
    rf"|贵(?:司|公司|单位|校|村|行|院|厂|所)|(?<!我)(?<!我的){KIN}(?=[\u4e00-\u9fff])"
    r"|转告(?![大各]|回电)|本人|(?<!尊敬的)(?<!各位)(?<!新)客户|借款人|债务人|欠款人|被告|当事人|担保人|持卡人|主贷人"
    rf"|{NAME_END}{TITLE}|(?<![大缩])[小老阿][{SURNAMES}](?![师板家百])|姓[{SURNAMES}]"
    rf"|台端|家长|[您你]们?(?:楼[上下]|隔壁|对门|组里|厂里|村里|店里)|(?:(?<![\u4e00-\u9fff])[{SURNAMES}])(?:生|太)(?=[嗰嘅仲])|组里|(?<=[叫同帮搵跟话])[{SURNAMES}](?:生|太)(?=[讲话嘅仲快，])|(?<=[叫同帮搵跟和给找让替])阿[\u4e00-\u9fff]"
    rf"|{_NAME}|(?<![A-Za-z])(?i:his|her|he|she|him|ms|mrs?|your[ ](?:son|daughter|husband|wife|brother"
    rf"|sister"
    r"|friend|colleague|coworker|employee|tenant|roommate|nephew|niece|cousin|mother|father"
    r"|partner|flatmate|boyfriend|girlfriend|housemate|boss|dad|mum|mom|uncle|aunt|staff|kid))(?![A-Za-z])"
    r"|(?:[Tt]ell|[Rr]emind|[Ii]nform|[Aa]sk|[Ll]et|[Nn]udge)[ ](?!Me|Us|The|Your|Our)[A-Z][a-z]{1,12}(?![A-Za-z])"
)
#: The reader's own, spoken of as a fact: 您的借款, 您尾号…
SECOND = r"您(?!好)|你(?!好)|尊敬的|本期|本人|(?<![A-Za-z])(?i:your?)(?![A-Za-z])"
#: A loan by any of its names; the topic that makes other words clear.
CREDIT = (
    r"贷|借款|(?<!租)借了|借钱|(?<!租)借的|欠|债|信用卡|卡费|刷卡|花呗|借呗|白条|分期|账单|月供|还款|还钱|本金|本息"
    r"|罚息|违约金|利息|催收"
    r"|征信|账款|帐款|呆账|呆帐|担保|[钱款账]没还|垫|(?i:loan|debt|balance|repay|owe[sd]?|credit)"
)
FINANCE = CREDIT + r"|逾期|(?:那|这|嗰|几|该|两|这一|那一)笔|借贷|信用飞|有钱花|度小满|(?i:overdue|past due)"
MONEY = r"钱|款|账|帐|(?<![0-9])[0-9.]{1,5}k(?![a-z])|总额|金额|蚊|[壹贰叁肆伍陆柒捌玖]|[一二两三四五六七八九][百千万][一二三四五六七八九]?|几[百千万]|[0-9][元块万千]|[千万百][元块多]|[0-9][0-9,]{2,8}(?![0-9天日号])|[¥￥$]|NT|RMB"
LENDER = any_of(
    words(
        """我司 我行 本行 本公司 我公司 本平台 我平台 敝公司 我们公司 我们平台 我们银行 我们这边 我们这儿
        我们这里 我们这 我们 咱们 贵行 银行 平台
        公司 人家 别人 外面 网上 小贷公司 消费金融 金融公司 信用社"""
    )
)
#: Consumer credit by name or kind.
PRODUCT = (
    r"(?:花呗|借呗|白条|信用飞|度小满|有钱花|安逸花|任性付|放心借|先用后付|先享后付|拿去花|微粒贷|金条|网贷|小贷|信用卡|卡费|车贷|房贷|网商贷|备用金|消费贷|信用贷|现金贷"
    r"|月供|分期(?:款|的钱|付款)?|账单|帐单"
    r"|账款|帐款|贷款|借款|欠款|卡债|债务|[\u4e00-\u9fff]{1,3}[贷花借](?![\u4e00-\u9fff]))"
)
#: What is owed, when it is not called a loan.
LEDGER = (
    r"(?:(?:那|这|嗰|该|此|几|两|三|1|一|某)(?:一|几)?笔(?:账|帐|款项?|款子|贷款?|借款|欠款|债|钱)"
    r"|(?:那|这)个(?:账|帐|分期|贷|借款|单子)|(?:那|这)点(?:账|帐|钱|债)|(?:那|这)几笔)"
)
NOT = (
    r"(?:(?:未|没有?|不|拒绝|无力|无法|拒|不肯|不愿|不想|不打算|忘了|毫未|没能|未能|没法)"
    r"(?:能|予|曾|见|及时|足额|主动|按[时约期]|如期|履约|依约|全额|一次性|全部|再)?)"
)
#: 还 as a verb: not the adverb (还有, 还在, 还没), not a thing that is returned.
REPAY = (
    r"还(?![有是在没要能会可得算价手嘴原挺行好真想去来请望需须未差剩式书车房伞这那愿]"
    r"|款式|不(?:错|知|行|够|到|能|是|要|会|想|在)|钱包|钥匙|给[^我咱银平公]|贷后)"
)
#: Paying money back, in words that say money.
PAY_BACK = (
    r"(?:还款|还钱(?!包)|还贷(?!后)|还清|还掉|还完|还上(?!班|课|学|网|线|楼|车|来|去)|还账|还帐|还债"
    r"|还本|还数(?![据字学落])"
    r"|偿还|清偿|清还|付清|缴清|履行还款)"
)
UNIT = r"(?:元|块|圆|万|千|百|蚊|w(?![a-z])|k(?![a-z]))"
NUMBER = r"(?:[0-9][0-9,]{0,11}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十百千万几]{1,8})"
#: A length of arrears: 23天, 3期, 两个多月.
SPAN_OF_TIME = (
    rf"(?:{NUMBER}[ ]?[多来]?(?:天|日(?!前|内|之)|期|个?多?月|年|周|个?(?:星期|礼拜))"
    r"|半年多?|多日|数月|许久|多时|很久)"
)
#: What else is late or is given back.
THINGS = (
    r"(?<!信用)(?<!银行)(?<!贷)卡(?=逾期|到期|过期)|证(?=逾期|到期|过期)|外卖|打车|咖啡|饭钱|AA|"
    r"(?<![知诉决函议托定证同面秘])书(?!面|记)|《|证书|域名|U盘|水杯|示波器|周报|日报|月报|待办|清洁费|毛巾|浴巾|私教|储物柜|火锅|奶茶|拼单|团购|群收|投影|球拍|耳机|快递|快件|包裹|取件|钥匙|雨伞|单车|公司车|租车|还车|充电宝|相机|设备|器材|报名|申报|年报|年检|签证"
    r"|居留|签注|换证|年审|论文|答辩|证件|工牌|材料|作业|工单|疫苗|体检|押金"
    r"|退款|退费|工资|薪水|门票|保险|保单|续保|驾照|驾驶证|库房|办理续费|续费|(?i:books?|library|parcel"
    r"|package|homework|pen|umbrella|towels?|gym|locker|tickets?|venue|tasks?"
    r"|permits?|visa|passport|licen[cs]e|inspection|check-?ups?|vaccin[a-z]{1,6}|oil change|dental)"
)
#: Bills that are no loan.
OTHER_BILLS = (
    r"物业(?!贷)|水电|电费|水费|燃气|暖气|话费|宽带|流量|停车|医药费|住院|押金|运费|餐费|学费|报销|社保|医保"
    r"|公积金|个税|税款|党费|会员|会费"
    r"|货款|工程款|供应商|甲方|报价|开票|发票|房租|租金"
)
OTHER_LAW = r"离婚|劳动|工伤|交通|邻里|抚养|遗产|专利|商标|侵权|打架|租房|房东|明星|典型案例|实习"
APPLICATION = r"申请|审批|额度|放款|利率|预约|年化|已通过|买[了房车]"
#: A lender's or a collector's trade, which somebody may work in.
TRADE = r"中介|专员|信贷员|上班|工作|生意|岗|部门|招人|入职|新来|同事们|会计|装修|毕业|利好|政策"
