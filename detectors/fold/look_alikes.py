"""Characters that Unicode normalization leaves alone and that a reader takes for another one."""

from __future__ import annotations

#: CJK Radicals Supplement (U+2E80-2EFF): components that stand in for the whole character, as in ⻔ for 门.
_RADICALS = (
    "⺀冫⺁厂⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋巳⺌小⺍小⺎兀⺏尤⺐尢⺒巳⺓幺⺔彐⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜冃⺝月⺞歹⺠民⺡氵⺢水⺣灬⺤爪⺥爪"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯纟⺰纟⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角"
    "⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟"
    "⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
#: Cyrillic, Greek and other letters whose shape is that of a Latin letter or of a digit.
_LETTERS = (
    "АAВBЕEЗ3з3ІIЇIЈJКKМMНHОOРPСCТTУYХXЅSԌGԚQԜWЧ4б6аaсcеeоoрpуyхxіiїiјjѕsԁdԛqԝwһhӏlӀIкkмmтtнHвBьb"
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpυuχxωwϲcϳjϹC"
    "ıiȷjɑaɡgøoØOđdĐDłlŁLħhŧtƒfᴀaʙBᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢz"
)
#: Dashes, dots, bars and strokes by the plain sign that a keyboard has.
_SIGNS = "‐-‑-‒-–-−-⁃-➖-ー-•·‧·∙·⋅·・·◦·᛫·․.│|┃|丨|⁄/∕/⧸/〜~∼~∶:➕+◯○⭕○⚪○丶、"
_OTHERS = "帳账帐账弐贰揹背"

#: Punctuation that a Chinese reader sees as it is. Plain Chinese text then folds to itself, and the
#: detectors, which are written for both widths, see the marks that were written.
_KEPT = {mark: mark for mark in "，：；！？（）％～＼…"}

LOOK_ALIKES: dict[str, str] = (
    {
        pairs[i]: pairs[i + 1]
        for pairs in (_RADICALS, _LETTERS, _SIGNS, _OTHERS)
        for i in range(0, len(pairs), 2)
    }
    | _KEPT
    | {"🔟": "10", "\u2800": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
)

#: Letters by their category that no font draws: Hangul fillers, inherent vowels of Khmer.
FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
