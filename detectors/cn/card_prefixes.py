"""First digits of bank cards that mainland borrowers hold, and how long such cards are.

Plain facts, put together by hand from issuers' public card descriptions; not complete and not meant to be: a
number with an unlisted prefix needs a label.
"""

from __future__ import annotations

#: Prefix → lengths in digits.
PREFIXES: dict[str, tuple[int, ...]] = {
    "62": (16, 17, 18, 19),  # UnionPay
    "81": (16, 19),  # UnionPay, since 2019
    "95588": (19,),  # ICBC Peony debit
    "95599": (19,),  # Agricultural Bank Jinsui debit
    "9559": (19,),
    "103": (19,),  # Agricultural Bank, early
    "95555": (16,),  # China Merchants Bank, early
    "955100": (19,),  # Postal Savings Bank
    "436742": (16, 19),  # Construction Bank Long card
    "456351": (19,),  # Bank of China Great Wall debit
    "601382": (19,),  # Bank of China
    "601428": (17,),  # Bank of Communications Pacific debit
    "405512": (17,),
    "433670": (16,),  # CITIC
    "602907": (16,),  # Ping An
    "602969": (16,),
    "966666": (18,),  # Industrial Bank
    "90592": (16,),
    "90030": (16,),  # Everbright
    "303": (16,),
    "84301": (16,),  # Shanghai Pudong Development Bank
    "84336": (16,),
    "9111": (16, 19),  # Guangfa
    "94": (16, 17, 18, 19),  # city banks
    "4": (16,),  # Visa
    **{str(first): (16,) for first in range(51, 56)},  # Mastercard
    **{str(first): (16,) for first in range(2221, 2721)},  # Mastercard, since 2017
    **{str(first): (16,) for first in range(3528, 3590)},  # JCB
    "34": (15,),  # American Express
    "37": (15,),
    "6011": (16,),  # Discover
    "65": (16,),
}
_LONGEST = max(map(len, PREFIXES))


def is_known_card(number: str) -> bool:
    """Tell whether `number` looks like a card of a listed issuer: its prefix is known and its length fits."""
    return any(
        len(number) in PREFIXES.get(number[:size], ()) for size in range(min(_LONGEST, len(number)), 0, -1)
    )


def is_unionpay(number: str) -> bool:
    """Tell whether `number` has UnionPay's prefix and a length that it issues."""
    return number.startswith("62") and len(number) in PREFIXES["62"]
