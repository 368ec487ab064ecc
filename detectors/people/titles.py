"""Forms of address that follow a name. A surname with a title alone (王先生) identifies nobody and is not reported."""

from __future__ import annotations

#: Titles that follow a full name, with the weight of the evidence that what stands before is one.
TITLES: dict[str, float] = {
    **dict.fromkeys("先生 女士 小姐 太太 夫人 同志 师傅 律师 老师 同学 大哥 大姐 阿姨 大叔 大爷 大妈 阿伯 阿婆".split(), 3.0),
    **dict.fromkeys("经理 主任 医生 护士 教授 校长 院长 警官 法官 书记 队长 科长 处长 局长 部长 店长 厂长 组长 班长".split(), 2.5),
    **dict.fromkeys("老板 董事长 村长 总监 主管 专员 工程师 会计 助理 君 小朋友 嫂 叔叔 伯伯 女生 男士 家长".split(), 2.0),
    **dict.fromkeys("总 哥 姐 姨 叔 嫂 爷 婶 伯 董".split(), 1.5),
}

#: What may stand right after a surname so that the two are no name: 王总, 李老师, 张某某, 老王家.
AFTER_SURNAME = (
    *(title for title in TITLES if title not in {"君", "伯", "董"}),
    "某",
    "老板",
    "老太",
    "工",
    "氏",
    "家长",
    "家人",
    "姓",
    "队",
    "局",
    "处",
    "所",
    "科",
    "院",
    "校",
    "行",
)
