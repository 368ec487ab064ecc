"""The Chinese grammar of being hunted and shamed for money: who hides from us, and what we then show to the neighbours.

Nobody is threatened with a banner at the gate for anything but money; that the reader is told so is the disclosure.
"""

from __future__ import annotations

from detectors.debt.rule import Rule, rule

_HINT = 0.45
_WE = r"(?:我们|我司|公司|我方|咱们)"
_HIDES = r"(?:躲|藏|装死|不露面|不出面|不接|不回|不见人|不吭声|不理|不出来|拖)"
_FEAST = r"庆祝|欢迎|会议|高考|停水|校庆|开业|唱|生日|考试|锦旗|比赛|球|聚餐|先吃|猫|狗|粉丝|镜头|捉迷藏|游戏|雨|App|记账"
#: What is done before everybody's eyes.
_SHOWN = (
    r"(?:(?:拉|挂|扯)[^，。,;!?\n]{0,3}横幅|(?:照片|身份证|大字报|传单|告示)[^，。,;!?\n]{0,4}(?:贴|挂|印|发|撒)|(?:贴|印|撒)[^，。,;!?\n]{0,6}(?:大字报|传单|照片)"
    r"|喇叭[^，。,;!?\n]{0,6}[喊念播]|[村厂区里会][^，。,;!?\n]{0,2}广播|账本?[^，。,;!?\n]{0,8}[念亮抖]|(?:挨家挨户|挨个|当着)[^，。,;!?\n]{0,10}[念讲喊抖]|敲锣)"
)
#: Where somebody is sought who does not answer.
_SOUGHT = r"(?:(?:找|去|到|上|来|联系)[^，。,;!?\n]{0,4}(?:单位|领导|老板|爸妈?|父母|家人|老婆|老公|老家|学校|村|家里|公司|店里|厂)|[堵守蹲坐])"

EXPOSED: tuple[Rule, ...] = (
    rule(
        "shown-to-all",
        "横幅 照片 身份证 大字报 传单 告示 喇叭 广播 账 挨 当着 敲锣",
        rf"{_WE}[^。！？!?\n]{{0,24}}?{_SHOWN}|账本?[^。！？!?\n]{{0,12}}?(?:挨家挨户|挨个|当着)[^，。,;!?\n]{{0,10}}[念讲喊抖]",
        _HINT,
        needs="third",
        unless=_FEAST,
        firm=True,
    ),
    rule(
        "sought-elsewhere",
        "再 继续 一直 还 总",
        rf"(?:再|继续|一直|还是?|总)(?:这么|这样|要)?{_HIDES}[^。！？!?\n]{{0,8}}?[，, ]?{_WE}(?:就|只好|只能|会|要|明天|直接|天天|每天|可|开车|派人|带人){{1,3}}{_SOUGHT}",
        _HINT,
        needs="third",
        unless=_FEAST,
        firm=True,
    ),
    rule(
        "hides-from-us",
        "躲 藏 避",
        rf"[躲藏避](?:着|了|开|起来)?(?:不见|不露面|不敢见)?(?:{_WE}|银行|平台)[^。！？!?\n]{{0,20}}?(?:带个?话|转告|告诉|劝|出面|说一声|处理|谈)"
        rf"|(?:转告|告诉|劝|让|叫|跟)[^，。,;!?\n]{{1,8}}?(?:别|不要)(?:再|老|总)?[躲藏避]着?(?:{_WE}|银行|平台)",
        _HINT,
        needs="third",
        unless=_FEAST,
        firm=True,
    ),
)
