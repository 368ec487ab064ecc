"""The one place where recognizers are registered."""

from __future__ import annotations

from detectors.cn.bank_card import BankCard
from detectors.cn.foreign_permanent_id import ForeignPermanentId
from detectors.cn.hk_macau_permit import HkMacauPermit
from detectors.cn.military_id import MilitaryId
from detectors.cn.passport import Passport
from detectors.cn.resident_id import ResidentId
from detectors.cn.taiwan_permit import TaiwanPermit
from detectors.cn.vehicle_plate import VehiclePlate
from detectors.contact.alipay import AlipayId
from detectors.contact.email_address import EmailAddress
from detectors.contact.ip_address import IpAddress
from detectors.contact.phone import PhoneNumber
from detectors.contact.qq import QqNumber
from detectors.contact.wechat import WechatId
from detectors.debt.amount import DebtAmount
from detectors.debt.loan_contract import LoanContract
from detectors.debt.status import DebtStatus
from detectors.hk.hkid import Hkid
from detectors.mo.bir import Bir
from detectors.people.address import Address
from detectors.people.birth_date import BirthDate
from detectors.people.employer import Employer
from detectors.people.names_model import NamesModel
from detectors.people.person import Person
from detectors.recognizer import TextRecognizer
from detectors.secret import Secret
from detectors.tw.national_id import TwNationalId
from detectors.tw.resident_certificate import TwResidentCertificate

RECOGNIZERS: tuple[type[TextRecognizer], ...] = (
    ResidentId,
    BankCard,
    Passport,
    HkMacauPermit,
    TaiwanPermit,
    ForeignPermanentId,
    MilitaryId,
    VehiclePlate,
    TwNationalId,
    TwResidentCertificate,
    Hkid,
    Bir,
    PhoneNumber,
    EmailAddress,
    IpAddress,
    WechatId,
    QqNumber,
    AlipayId,
    Person,
    Address,
    Employer,
    NamesModel,
    BirthDate,
    LoanContract,
    Secret,
    DebtAmount,
    DebtStatus,
)


def recognizers(language: str = "zh") -> list[TextRecognizer]:
    """Return one instance of every recognizer, for the given Presidio language code."""
    return [recognizer(supported_language=language) for recognizer in RECOGNIZERS]
