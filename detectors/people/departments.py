"""What is part of an employer, a kind of one or paid by one, and names none: 信贷部, 小贷公司, 补充医疗保险 (`tables/departments.txt`)."""

from __future__ import annotations

from detectors.patterns import any_of, pattern
from detectors.people.word_tables import table

_TABLE = table("departments")
_UNIT = any_of(_TABLE["units"])
#: A whole name must match.
NAMELESS = pattern(
    "employer.department",
    rf"(?:单位|公司|银行|医院)?的?(?:{any_of(_TABLE['work'])}{{1,2}}[一二三四五六0-9]{{0,2}}{_UNIT}"
    rf"|{any_of(_TABLE['trades'])}(?:小|大)?(?:公司|企业|机构|平台)|(?:法院|法庭)的?{any_of(_TABLE['court'])}"
    rf"|{any_of(_TABLE['hospital'])}[一二三四五六0-9]{{0,2}}{_UNIT}{{1,2}}|[\u4e00-\u9fff]{{0,4}}{any_of(_TABLE['benefits'])})\Z",
)
