"""Foreigners' permanent residence cards: 9 and 17 more since 2023, three letters and twelve digits before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.checksums import is_resident_id
from detectors.fold import View
from detectors.guarded import guarded
from detectors.labels import Label, Labels, words
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer
from detectors.regions import is_birth_date, is_region

ENTITY = "CN_FOREIGN_PERMANENT_ID"

_LABELS = Labels(
    "foreign_permanent_id",
    words("""
    永居证, 永居证号, 永居卡, 永久居留, 永久居留证, 永久居留证号, 永久居留身份证, 外国人永久居留身份证,
    外国人永久居留证, 外国人身份证, 外国人居留证, 居留身份证, 五星卡, 绿卡, 绿卡号, 永居卡号, 身份证,
    身份证号, 证件号, 证号, permanent residence, permanent residence id, permanent residence id number,
    permanent resident card, PR card, PR card no, green card, id card, id number, id no
"""),
    ("银行卡", "卡号", "账号", "账户", "护照"),
)
#: 9, province, three digits for the country, date of birth, three digits, check as in GB 11643.
_NEW = guarded(
    "foreign_permanent_id.new", r"(?<![0-9])9[0-9]{5}[ \-]{0,1}[0-9]{8}[ \-]{0,1}[0-9]{3}[0-9Xx](?![0-9])"
)
#: Country (ISO 3166-1 alpha-3), four digits of place, date of birth YYMMDD, two digits.
_OLD = guarded("foreign_permanent_id.old", r"(?<![0-9A-Za-z])[A-Za-z]{3}[0-9]{12}(?![0-9A-Za-z])")


class ForeignPermanentId(TextRecognizer):
    """Finds permanent residence numbers by province, date and check character, and by label."""

    ENTITIES = (ENTITY,)
    GUARDS = (_NEW, _OLD)
    PROOF = Proof(
        catch=(
            "永居证号〔931840198703150129〕，美籍",
            "外国人永久居留身份证：〔93184019870315033X〕",
            "证件号〔944156197911230126〕，常住深圳",
            "他留的是〔944156197911230337〕，外籍客户",
            "五星卡〔931840198703150120〕末位看不清",
            "旧永居证〔USA310087031502〕",
            "外国人永久居留证号码是〔CAN440379112301〕",
            "绿卡号〔JPN110081092603〕，公司法人",
            "永久居留身份证（〔931840198703150129〕）已核验",
            "permanent residence ID number 〔944156197911230126〕",
            "〔USA310087031502〕是他的永居证",
            "永居证：〔931840198703150129〕、〔944156197911230126〕",
            "留档〔KOR370285061201〕，韩国人",
            "永居證 〔９３１８４０１９８７０３１５０１２９〕",
            "永居证〔931840 19870315 0129〕",
            "外国人永久居留证（旧版）〔AUS110091774503〕已换新证",
            "PR card (old): 〔FRA310084663102〕",
        ),
        avoid=(
            "订单号931840198703150129已发货",
            "统一社会信用代码91350100M000100Y43",
            "信用代码931840198703150128，公司注销",
            "运单USA310087031502已到港",
            "合同编号CAN440379112301",
            "流水944156197911230337",
            "型号JPN110081092603",
            "请携带永居证办理，时间9:00",
            "永久居留申请请咨询12367",
            "银行卡966666279287757444",
            "卡号931840198703150120",
            "ABC202611240001",
            "订单JDX310087031502",
            "995840198703150129",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield new numbers, then old ones."""
        yield from _new(view)
        yield from _old(view)


def _new(view: View) -> Iterator[Hit]:
    for match, label in _LABELS.each(view.text, _NEW.each(view)):
        value = match.group().replace(" ", "").replace("-", "")
        shaped, checked = is_region(value[1:]) and is_birth_date(value[6:14]), is_resident_id(value)
        if _LABELS.glued(view.text, match.start()) or not shaped or label < Label.NONE:
            continue
        if label or checked:
            score = (1.0 if label else 0.95) if checked else 0.7
            yield Hit(ENTITY, *match.span(), score, "foreign_permanent_id.new")


def _old(view: View) -> Iterator[Hit]:
    for match, label in _LABELS.each(view.text, _OLD.each(view)):
        value = match.group()
        born = value[7:13]
        shaped = is_region(value[3:]) and (is_birth_date("19" + born) or is_birth_date("20" + born))
        known = value[:3].upper() in _COUNTRIES
        if label == Label.LINKED or (label == Label.NEAR and (shaped or known)):
            yield Hit(ENTITY, *match.span(), 0.85 if shaped else 0.7, "foreign_permanent_id.old")
        elif shaped and label == Label.NONE and known:
            yield Hit(ENTITY, *match.span(), 0.6, "foreign_permanent_id.old")


#: Countries whose codes are taken without a label: those that most holders come from.
_COUNTRIES = frozenset(
    words(
        "USA CAN GBR AUS NZL JPN KOR SGP MYS THA VNM IDN PHL IND PAK RUS UKR DEU FRA ITA ESP NLD BEL CHE SWE "
        "NOR DNK FIN POL PRT IRL AUT BRA ARG MEX ZAF NGA EGY TUR ISR IRN KAZ MMR LAO KHM MNG".replace(
            " ", ","
        )
    )
)
