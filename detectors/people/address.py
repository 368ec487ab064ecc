"""ADDRESS: where somebody lives or can be visited, from the first division or road to the last room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import ClassVar

from detectors.fold import View
from detectors.people.address_spans import Span, spans
from detectors.people.english_addresses import english_addresses
from detectors.people.spaced import closed_up
from detectors.people.whole import whole
from detectors.proof import Proof
from detectors.recognizer import Hit, TextRecognizer


class Address(TextRecognizer):
    """Chinese, Taiwan, Hong Kong and English addresses; a city or a court alone is none."""

    ENTITIES: ClassVar[tuple[str, ...]] = ("ADDRESS",)
    PROOF: ClassVar[Proof] = Proof(
        catch=(
            "家住〔浙江省宁波市鄞州区四明中路266号明月苑3栋2单元501室〕",
            "住址：〔天津市河西区解放南路12号院5号楼3单元1102〕",
            "户籍〔石家庄市桥西区裕华西路66号江都花园4号楼1单元902〕",
            "信寄到〔成都市青羊区光华村街88号2座1408〕",
            "户籍〔河南省周口市太康县老冢镇李庄村三组〕",
            "现居〔上海市徐汇区漕宝路400弄12号602室〕",
            "他住〔阳光水岸小区8号楼B座12A〕",
            "她住〔团结路19号院〕",
            "外访〔东莞市虎门镇怀德社区三巷7号〕无人",
            "地址：〔台北市信义区松仁路四段123号5楼之2〕",
            "〔花莲县寿丰乡中山路二段15邻36号〕",
            "住〔九龙旺角弥敦道288号商业中心12楼1203室〕",
            "他就在〔金色家园小区对面〕",
            "He lives at 〔45 Birch Lane, Dayton, OH 45402〕.",
        ),
        avoid=(
            "上海市今天有雨",
            "谁知道3号楼怎么走",
            "他是浦东新区人",
            "北京市朝阳区人民法院已立案",
            "请到工商银行南京路支行办理",
            "下午在3号会议室开会",
            "12楼1208开会，别迟到",
            "B座大堂集合",
            "我司地址：上海市黄浦区河南中路300号5楼",
            "到广州南站接人",
            "11号之前还款，分3期",
            "地址不详，住址变更请告知",
            "2号线地铁停运",
            "Our office is open from 9 to 5",
        ),
    )

    def find(self, view: View) -> Iterable[Hit]:
        """Yield each address as one span."""
        ended = 0
        found = chain(spans(view), _apart(view), english_addresses(view))
        for span in sorted(found, key=lambda s: (s.start, -s.end)):
            if span.start >= ended:
                start, ended = whole("ADDRESS", view.text, span.start, span.end)
                yield Hit("ADDRESS", start, ended, span.score, "grammar")


def _apart(view: View) -> Iterator[Span]:
    """Yield the addresses that show only when characters that stand apart are closed up."""
    if (closed := view.once(closed_up)) is not None:
        for span in spans(View(closed.text, closed.text)):
            start, end = closed.span(span.start, span.end)
            if end - start > span.end - span.start:
                yield span._replace(start=start, end=end)
