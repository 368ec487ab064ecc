"""Check digits of identity documents and cards, as pure functions of plain ASCII strings.

Each function answers False for a string of the wrong shape; none raises.
"""

from __future__ import annotations

from detectors.patterns import pattern

_RESIDENT = pattern("checksums.resident", r"[0-9]{17}[0-9Xx]")
_CARD = pattern("checksums.card", r"[0-9]{8,19}")
_USCC = pattern("checksums.uscc", r"[0-9A-HJ-NPQRTUWXY]{18}")
_HKID = pattern("checksums.hkid", r"([A-Z]{1,2})([0-9]{6})([0-9A])")
_TAIWAN = pattern("checksums.taiwan", r"[A-Z][1289A-D][0-9]{8}")

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECK = "10X98765432"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: Codes of the first letter, A to Z. I, O, W and Z were given late and are out of order.
_TAIWAN_LETTERS = dict(
    zip(
        "ABCDEFGHJKLMNPQRSTUVXYWZIO",
        range(10, 36),
        strict=True,
    )
)


def resident_check(first: str) -> str:
    """Return the check character (0–9 or X) of the first 17 digits of a resident ID (GB 11643, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_RESIDENT_WEIGHTS, first, strict=True))
    return _RESIDENT_CHECK[total % 11]


def is_resident_id(value: str) -> bool:
    """Tell whether 18 characters pass GB 11643's check. About 9 % of random ones do: look at the date too."""
    return bool(_RESIDENT.fullmatch(value)) and resident_check(value[:17]) == value[17].upper()


def luhn_check(first: str) -> str:
    """Return the Luhn digit that completes `first` (ISO/IEC 7812-1 annex B)."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in first[::-2])
    return str(-(doubled + sum(int(digit) for digit in first[-2::-2])) % 10)


def is_luhn(value: str) -> bool:
    """Tell whether 8 to 19 digits end in their Luhn digit."""
    return bool(_CARD.fullmatch(value)) and luhn_check(value[:-1]) == value[-1]


def uscc_check(first: str) -> str:
    """Return the check character for 17 of a unified social credit code (GB 32100, weights 3^i mod 31)."""
    total = sum(pow(3, place, 31) * _USCC_ALPHABET.index(char) for place, char in enumerate(first))
    return _USCC_ALPHABET[-total % 31]


def is_uscc(value: str) -> bool:
    """Tell whether 18 characters are a unified social credit code: an organisation's, never a person's."""
    return bool(_USCC.fullmatch(value)) and uscc_check(value[:17]) == value[17]


def hkid_check(letters: str, digits: str) -> str:
    """Return the check character (0–9 or A) of a Hong Kong identity card's one or two letters and digits."""
    values = [ord(letter) - 55 for letter in letters.rjust(2)]
    if len(letters) == 1:
        values[0] = 36  # the blank place before a single letter counts as 36
    values += [int(digit) for digit in digits]
    total = sum(weight * value for weight, value in zip(range(9, 1, -1), values, strict=True))
    return "0123456789A"[-total % 11]


def is_hkid(value: str) -> bool:
    """Tell whether a Hong Kong identity card number without brackets, as in A1234563, passes its check."""
    match = _HKID.fullmatch(value)
    return match is not None and hkid_check(match[1], match[2]) == match[3]


def taiwan_check(first: str) -> str:
    """Return the last digit for nine characters of a Taiwan ID or resident certificate, old or new."""
    code = _TAIWAN_LETTERS[first[0]]
    # An old resident certificate has a letter in second place: only the ones of its code count.
    second = int(first[1]) if first[1].isdigit() else _TAIWAN_LETTERS[first[1]] % 10
    digits = [second, *(int(digit) for digit in first[2:])]
    total = code // 10 + code % 10 * 9
    total += sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True))
    return str(-total % 10)


def is_taiwan_id(value: str) -> bool:
    """Tell whether ten characters pass the check that Taiwan's ID and resident certificates share."""
    return bool(_TAIWAN.fullmatch(value)) and taiwan_check(value[:9]) == value[9]
