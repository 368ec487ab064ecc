"""What a placeholder says, by entity type and language."""

from __future__ import annotations

from pipeline.policy.model import PlaceholderLanguage

_NAMES: dict[str, tuple[str, str, str]] = {
    "PERSON": ("姓名", "姓名", "name"),
    "PHONE_NUMBER": ("手机号", "電話號碼", "phone number"),
    "EMAIL_ADDRESS": ("邮箱", "電子郵件", "e-mail"),
    "ADDRESS": ("地址", "地址", "address"),
    "EMPLOYER": ("工作单位", "工作單位", "employer"),
    "DATE_OF_BIRTH": ("出生日期", "出生日期", "date of birth"),
    "IP_ADDRESS": ("网络地址", "網路位址", "IP address"),
    "WECHAT_ID": ("微信号", "微信號", "WeChat ID"),
    "QQ_NUMBER": ("QQ号", "QQ號", "QQ number"),
    "ALIPAY_ID": ("支付宝账号", "支付寶帳號", "Alipay account"),
    "CN_RESIDENT_ID": ("身份证号", "身分證字號", "ID number"),
    "CN_BANK_CARD": ("银行卡号", "銀行卡號", "card number"),
    "CN_PASSPORT": ("护照号", "護照號碼", "passport number"),
    "CN_HK_MACAU_PERMIT": ("港澳通行证号", "港澳通行證號", "permit number"),
    "CN_TAIWAN_PERMIT": ("台胞证号", "台胞證號", "permit number"),
    "CN_FOREIGN_PERMANENT_ID": ("永久居留证号", "永久居留證號", "residence permit number"),
    "CN_MILITARY_ID": ("军官证号", "軍官證號", "military ID"),
    "CN_VEHICLE_PLATE": ("车牌号", "車牌號碼", "plate number"),
    "TW_NATIONAL_ID": ("身份证号", "身分證字號", "ID number"),
    "TW_RESIDENT_CERTIFICATE": ("居留证号", "居留證號", "residence certificate number"),
    "HK_ID": ("身份证号", "身份證號碼", "ID number"),
    "MO_ID": ("身份证号", "身份證號碼", "ID number"),
    "LOAN_CONTRACT": ("合同号", "契約編號", "contract number"),
    "DEBT_AMOUNT": ("金额", "金額", "amount"),
    "DEBT_STATUS": ("账务信息", "帳務資訊", "account status"),
    "SECRET": ("密码", "密碼", "secret"),
}
_LANGUAGES: tuple[PlaceholderLanguage, ...] = ("zh-Hans", "zh-Hant", "en")


def label(entity_type: str, language: PlaceholderLanguage) -> str:
    """Return the word for an entity type, without brackets."""
    return _NAMES[entity_type][_LANGUAGES.index(language)]
