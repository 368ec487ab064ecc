"""Words around a value that tell whose it is, when no record does.

All windows are in characters of the folded text. The order matters where `attribution` uses them: somebody else's relation
word beats 您的, and 您的 beats the sender's own.
"""

from __future__ import annotations

import re

from detectors.patterns import any_of, pattern

#: Words for a person around the borrower or the reader.
_KIN_WORDS = """爱人 老公 老婆 妻子 丈夫 您先生 你先生 您太太 你太太 媳妇 配偶 家属 家人 亲属 亲戚 父亲 母亲 爸爸 妈妈 父母 公公 婆婆 岳父 岳母 儿子
    女儿 孩子 哥哥 姐姐 弟弟 妹妹 兄弟 姐妹 叔叔 伯伯 伯父 阿姨 舅舅 姑姑 表哥 表弟 表姐 表妹 堂哥 堂弟 堂姐 堂妹
    嫂子 姐夫 妹夫 外婆 外公 爷爷 奶奶 侄子 外甥 朋友 好友 同事 同学 室友 邻居 房东 老板 领导 上司 主管 联系人 紧急联系人 担保人
    介绍人 男友 女友 男朋友 女朋友 前妻 前夫 闺蜜 战友 老乡
    其父 其母 其妻 其夫 其子 其女 其兄 其弟 其姐 其妹 他爸 他妈 他妻 她夫"""
_KIN = f"(?:{any_of(_KIN_WORDS.split())}|(?<=[您你他她其我])[爸妈爹娘哥姐弟妹兄叔伯姨舅姑])"
KIN_BEFORE = pattern(
    "cue.kin-before",
    rf"{_KIN}(?:的|是|叫|名叫|名字叫|为|姓名|：|:|，|、|\s){{0,2}}[^\s，。；;！!？?]{{0,12}}$",
)
#: The reader's own: 您的手机号…, 您尾号…, but not 您儿子的…
YOURS_BEFORE = pattern(
    "cue.yours-before",
    rf"(?:您|你)(?:们)?(?:(?!{_KIN}|他|她)[^\s，。；;！!？?（(]){{0,14}}[：:是为 ]{{0,3}}$|(?<![A-Za-z])[Yy]our(?: [A-Za-z]{{1,12}}){{0,4}}[ :.#]{{1,3}}$",
)
#: The borrower's own, as agents write: 本人…, 他的…, 借款人…
BORROWER_BEFORE = pattern(
    "cue.borrower-before",
    r"(?:本人|客户|债务人|借款人|欠款人|贷款人|持卡人|机主|户主|借款主体|主借人|他|她|其|此人|该员工|borrower|debtor|his|her|their)"
    r"(?:(?!的?(?:妻|夫|父|母|儿|女|兄|弟|姐|妹|友|同事|家))[^\s，。；;！!？?]){0,14}[：:是为 ]{0,3}$",
)
#: The sender's own ways to be reached: 请回电…, 让他打…, 联系我们…, 办公室电话…
CALLBACK_BEFORE = pattern(
    "cue.callback-before",
    r"(?:回电|回拨|回个?电话|回一?[个下]|致电|拨打?|回|来电|打电话|打一?下?|打到|打过?来|打给我|联系|联络|转接?|给|客服|热线|咨询|垂询|详询|专线|总机|分机"
    r"|值班|办公室?电话|工作电话|投诉电话|服务电话|公司电话|找我|我姓[^，。]{1,3}[，, ]?(?:电话|手机|微信)?|我们?的?(?:电话|手机|号码|微信|邮箱|座机)|本机|邮件[至到]|发送?[到至]"
    r"|回复[到至]|call(?: us| me)?(?: back)?(?: at| on)?|contact us(?: at| on)?|reach us(?: at| on)?|reply to|e-?mail us(?: at)?"
    r"|(?:our|office|my)(?: [a-z]{1,8}){0,2} (?:line|number|phone|e-?mail)(?: is)?)"
    r"(?:(?!他|她|其|本人|借款人|债务人|家属|客户|姓名)[^，。；;！!？?\n0-9]){0,10}$",
    re.IGNORECASE,
)
#: …but not when the number is said to be the way to somebody else: 打13…找他, 他的电话, 单位电话
NOT_CALLBACK_BEFORE = pattern(
    "cue.not-callback-before",
    r"(?:他|她|其|本人|借款人|债务人|客户|机主|家里|家中|单位|户籍|新|常用|备用|另一个?|姓名[^。；;\n]{0,16}|身份证[^。；;\n]{0,22})(?:的|家|用)?(?:电话|手机|座机|号码|号|办公室?电话|微信|邮箱)"
    r"[^，。；;！!？?\n]{0,8}$",
)
FINDS_SOMEBODY_AFTER = pattern(
    "cue.finds-somebody-after", r"^[^，。；;！!？?,]{0,2}(?:找到?|是|就是)(?:他|她|其本人|本人)"
)
#: A landline, which is an office's unless it is said to be somebody's.
LANDLINE = pattern("cue.landline", r"^(?:\+?86|\+?886|\+?852)?[-\s(（]{0,2}0\d{1,3}[^\d]{0,2}\d{3}")
#: One of several customers who is not the one that this is about.
OTHER_CUSTOMER_BEFORE = pattern(
    "cue.other-customer-before",
    r"(?:另一|另外|其他|其它|别的|同批|别人|隔壁|上一[个位]|下一[个位]|附近|误[含附发带]|another|other|above you)[^。；;！!？?\n]{0,8}"
    r"(?:客户|借款人|债务人|欠款人|案件|案主|用户|名单|资料|customers?|clients?|borrowers?|debtors?)[^。；;！!？?\n]{0,14}$",
    re.IGNORECASE,
)
#: The person who writes: 我是…, 我叫…, 经办人…
SENDER_BEFORE = pattern(
    "cue.sender-before",
    r"(?:我是|我叫|我乃|这里是|这边是|在下|敝姓|经办人?|专员|客户经理|理赔员|坐席|座席|客服|顾问|法务|调解员|工号|落款|顺颂商祺|此致|敬礼|"
    r"[Tt]his is|[Mm]y name is|I am|I'm|[Rr]egards,?|[Ss]incerely,?)[^，。；;！!？?]{0,14}$",
)
#: A company's own account: 对公账户…, 还款账户…, 户名:某某公司
COMPANY_ACCOUNT = pattern(
    "cue.company-account",
    r"(?:对公|公户|公司账|收款账|收款人|收款方|还款账|还款专户|指定账|专用账|户名[：:][^\s，。]{2,30}公司|我司账|本公司账)",
)
#: A company's own premises: 我司地址…, 请到…
COMPANY_PLACE_BEFORE = pattern(
    "cue.company-place",
    r"(?:我司|本公司|我们公司|公司地址|办公地址|地点|集合|碰面|见面|面谈|开会|会议|营业部|营业厅|网点|门店|前台|请到|请前往|前往|请来|寄到我|寄回|寄送至|回寄|法院|仲裁委|调解中心|服务中心)"
    r"[^，。；;！!？?]{0,14}$"
    # The venue of an appointment: 体检请空腹，地址：…
    r"|(?:预约|体检|面试|报到|培训|活动|讲座|就诊|聚餐|签约|看房|年会)[^。；;！!？?\n]{0,16}(?:地址|地点|在|到)[是为：: ]{0,2}$",
)
#: From here on the reader is spoken to, or the sender speaks of itself: whoever was named before is no longer the subject.
ADDRESSES_READER = pattern("cue.addresses-reader", r"您|你|请|我们|我司|本公司|同意|转告|[Yy]ou")
#: A message that asks for contact and says nothing else.
CONTACT_REQUEST = pattern(
    "cue.contact-request",
    r"转告|转达|告知|通知|提醒|捎(?:个|句)?话|带(?:个|句)?话|回(?:个)?电|回复|联系|联络|请问|麻烦|烦请|劳烦|方便|在吗|在不在|认识|"
    r"call|contact|pass on|let .{1,20} know|speak (?:to|with)|reach",
)
#: A value that somebody has already starred, or of which only a tail is given.
STARRED = pattern("cue.starred", r"[*＊×✱#•●_]{2}|[xX]{3}")
