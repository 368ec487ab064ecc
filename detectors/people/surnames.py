"""Family names, most frequent first: plain facts, written by hand."""

from __future__ import annotations

#: The hundred or so most frequent single-character surnames, which cover about six people in seven.
COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严赖覃洪武莫孔"
)

#: Less frequent ones, including those seen mostly in Taiwan, Hong Kong and among minorities.
OTHER = frozenset(
    "汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单"
    "季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄"
    "窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻"
    "苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练"
    "廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿母裘亓修邰赫杭况那宿鲜"
    "印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植富尧闭由"
    "雎贝牧隗山蔚弓蓬郗仉郏鄂弋巢暴薛暨衡步耿匙郦步傅戴夹韶宓贡逄汲糜芈蹇谯逯佴桓"
)

#: Characters that are surnames but far more often ordinary words; alone they are weak evidence.
AMBIGUOUS = frozenset(
    "于和向从应时任单但由相来都那位全公信利平安成常高金段万余方何温严关连项解计费花支许商查强明国海印支齐章"
    "阳路车房雷石文黄白江钱边管路古满展富元云南门山银战原师官居初居干步母都智位计盘练相权宣普容封谈敬修宿"
    "党景沙司池席伏农左乐贺毛武曾习谢广包顾难荣付代"
)

COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 东方 独孤 南宫 轩辕 端木 百里 东郭 西门 "
    "公羊 澹台 拓跋 呼延 申屠 太史 钟离 濮阳 淳于 单于 闻人 赫连 万俟 闾丘 鲜于 公冶 完颜 纳兰 叶赫 富察 "
    "范姜 张简 张廖 欧杨 梁丘 左丘 第五 羊舌 微生 公良 乐正 巫马 漆雕 壤驷 宰父 谷梁 段干".split()
)

SINGLE = COMMON | OTHER | frozenset("傅戴代广习晋")
