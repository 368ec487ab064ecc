"""Employers: the whole name, or the short form that people use, without city and company suffix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.patterns import any_of, pattern
from detectors.record.squeeze import Squeezed, squeeze
from detectors.record.values import Found
from detectors.record.words import words

#: Provinces and larger cities, as they stand in front of a company's name.
CITIES = words(
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 "
    "唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 运城 临汾 "
    "呼和浩特 包头 赤峰 沈阳 大连 鞍山 抚顺 锦州 营口 长春 四平 哈尔滨 齐齐哈尔 大庆 佳木斯 南京 "
    "无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 "
    "金华 衢州 舟山 台州 丽水 义乌 合肥 芜湖 蚌埠 淮南 马鞍山 安庆 黄山 滁州 阜阳 宿州 六安 亳州 "
    "宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 南昌 景德镇 九江 赣州 吉安 宜春 抚州 "
    "上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 "
    "开封 洛阳 平顶山 安阳 新乡 焦作 许昌 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 "
    "荆门 孝感 荆州 黄冈 咸宁 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 "
    "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 清远 东莞 中山 潮州 揭阳 南宁 "
    "柳州 桂林 北海 玉林 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 "
    "宜宾 达州 贵阳 遵义 昆明 曲靖 玉溪 大理 丽江 西安 宝鸡 咸阳 渭南 汉中 榆林 兰州 天水 西宁 "
    "银川 乌鲁木齐 昆山 台北 高雄 台中 台南 新北 桃园 新竹"
)
_CITY = pattern("record.employer_city", rf"(?:{any_of(CITIES)}[省市]?){{1,2}}(?:[^市区县]{{2}}[区县])?")
_COMPANY = (
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|分公司|子公司|总公司|公司|集团|事务所|经营部|商行)"
)
_COMPANY_SUFFIX = pattern("record.employer_suffix", rf"(?:{any_of(CITIES)}市?)?{_COMPANY}{{1,2}}$")
#: What many employers are called: none of it tells one from another.
_GENERIC = pattern(
    "record.employer_generic",
    any_of(
        words(
            "精密 智能 数码 光电 新材料 新能源 环境 电气 自动化 工业 纺织 五金 塑胶 塑料 "
            "模具 纸业 药业 制药 乳业 饮料 娱乐 旅游 体育 影视 美容 美发 园林 家政 "
            "汽修 货运 运输 快递 速运 仓储 通讯 互联网 数据 大数据 微电子 半导体 光学 印刷 "
            "包装 建材 装修 装潢 门窗 石化 矿业 钢铁 冶金 船舶 航空 水务 燃气 热力 "
            "置地 生态 健康 养老 检测 认证 会计师 律师 税务师 中介 租赁 典当 拍卖 担保 "
            "小额贷款 资产 基金 "
            "科技 软件 信息 技术 网络 电子 贸易 商贸 物流 建筑 工程 装饰 实业 投资 管理 咨询 服务 "
            "文化 传媒 广告 餐饮 食品 服装 机械 制造 设备 汽车 化工 医药 医疗 生物 教育 培训 地产 "
            "置业 房地产 物业 保安 劳务 人力资源 国际 进出口 发展 集团 人民 中心 第一 第二 第三 第四 "
            "第五 第六 医院 中学 小学 大学 学院 学校 幼儿园 实验 电子厂 厂 店 工厂 市 县 区 镇 省 "
            "银行 支行 分行 公安局 税务局 派出所 政府 有限 股份 公司 中医院 妇幼保健院 超市 酒店 "
            "宾馆 饭店 电力 通信 能源 农业 开发 供应链 金融 保险 证券 电器 家具 材料 环保"
        )
    ),
)
_EMPLOYER_WORD = any_of(words("公司 集团 厂 医院 学校 单位 店"))
_BRAND_TAIL = pattern("record.employer_tail", _EMPLOYER_WORD)


def find_employer(value: str, text: Squeezed) -> Iterable[Found]:
    """Return the places of the whole name (1.0), a short form of four characters or more (0.85), brand and 公司 (0.65)."""
    whole = squeeze(value)
    if not 3 <= len(whole) <= 100:
        return ()
    # All that is looked for is the whole name, or begins where its city ends.
    city = _CITY.match(whole)
    if text.letters.isdisjoint((whole[0], *whole[city.end() if city else 0 :][:1])):
        return ()
    return _employer(whole, text)


def _employer(whole: str, text: Squeezed) -> Iterator[Found]:
    distinctive = len(_brand(whole)) >= 2
    if distinctive or len(whole) >= 6:
        for start, end in _places(whole, text):
            yield Found(start, end, 1.0, "record.employer")
    if distinctive:
        yield from _short_forms(whole, text)


def _short_forms(whole: str, text: Squeezed) -> Iterator[Found]:
    city = _CITY.match(whole)
    local = whole[city.end() :] if city else whole
    short = _COMPANY_SUFFIX.sub("", local)
    brand = _brand(local)
    if not short.startswith(brand):
        # What tells it apart stands further on (江南第一制药): only the short form as a whole will do.
        brand = short if len(short) >= 4 else local
    for start, end in _places(brand, text):
        end = _along(local[len(brand) :], text.folded, end)
        start = _with_city(city[0] if city else "", text.folded, start)
        tail = _BRAND_TAIL.match(text.folded, end)
        if end - start >= max(4, min(len(short), len(brand) + 2)):
            yield Found(start, end, 0.85, "record.employer.short")
        elif tail:
            yield Found(start, tail.end(), 0.65, "record.employer.brand")


def _along(rest: str, text: str, position: int) -> int:
    """Return how far `text` goes on from `position` with `rest` of the name."""
    for character in rest:
        if text[position : position + 1].lower() != character:
            break
        position += 1
    return position


def _brand(name: str) -> str:
    """Return what is left of a name without city, suffix and generic words."""
    city = _CITY.match(name)
    return _GENERIC.sub("", _COMPANY_SUFFIX.sub("", name[city.end() :] if city else name))


def _with_city(city: str, text: str, start: int) -> int:
    return start - len(city) if city and text[max(0, start - len(city)) : start] == city else start


def _places(name: str, text: Squeezed) -> Iterator[tuple[int, int]]:
    for start, end in text.all.find(name):
        if end - start > 2 * len(name) or (
            name.isascii() and (text.glued_left(start) or text.glued_right(end))
        ):
            continue
        yield start, end
