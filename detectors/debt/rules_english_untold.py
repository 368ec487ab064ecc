"""The English grammar of a debt that is never called one: behind with us, thirty grand, papers that are served."""

from __future__ import annotations

import re

from detectors.debt.rule import Rule, rule

_FLAGS = re.IGNORECASE | re.VERBOSE
_HINT = 0.45
_LENDER = r"(?:the|his|her|their|our|a)[ ](?:bank|lender|finance[ ]company|loan[ ]company|credit[ ]union)"
_MANY = r"(?:[0-9]{1,2}|a[ ]few|several|two|three|four|five|six|a[ ]couple[ ]of|many)"
_PLAY = r"(?i:paintball|match|parade|party|wedding|goals?|polls?|game|shift|class|meeting|dinner|lunch|tickets?|reading|report|restart)"
_OTHER_LAW = (
    r"(?i:divorce|patent|trademark|insurance|landlord|harass|custody|copyright|restaurant|dinner|drinks)"
)

ENGLISH_UNTOLD: tuple[Rule, ...] = (
    rule(
        "en-behind-with-us",
        "behind down short",
        rf"behind[ ](?:with|at)[ ](?:us(?=[.,!?]|$|[ ](?:by|for|since|and|on|again))|{_LENDER})"
        rf"|(?:fallen|fell|falling|is|'s|are|got)[ ](?:way[ ])?behind[ ]by[ ]{_MANY}[ ](?:months?|weeks|payments?)"
        rf"|{_MANY}[ ](?:months?|payments?)[ ](?:down|short)[ ](?:with|to)[ ](?:us(?![a-z])|{_LENDER})",
        0.6,
        needs="third",
        unless=_PLAY,
        flags=_FLAGS,
    ),
    rule(
        "en-not-kept-up",
        "up monthly payments",
        r"(?:hasn't|haven't|hasnt|not|isn't|stopped)[ ](?:kept|keep|keeping)[ ]up[ ](?:with|on)[ ][^.!?\n]{0,30}?(?:pay|payments?|instal?lments?|to[ ]us)(?![a-z])"
        r"|stopped[ ]making[ ](?:(?:his|her|their|the|any)[ ])?payments|(?:miss|skipp?)(?:ing|es|ed|s)?[ ](?:his|her|their|the)[ ]monthly(?![ ](?:meeting|report|call|review|catch))",
        _HINT,
        needs="third",
        flags=_FLAGS,
    ),
    rule(
        "en-cover-for",
        "cover",
        r"cover(?:ing)?[ ](?:it|this|(?:the|this)[ ](?:amount|payment|rest|difference|shortfall)|(?:some|part|half)[ ]of[ ]it)[ ]for[ ](?:him|her|them)(?![a-z])",
        _HINT,
        unless=_PLAY,
        flags=_FLAGS,
    ),
    rule(
        "en-dodging-us",
        "odg uck host void",
        r"(?:dodg|duck|ghost|avoid)(?:ing|es|ed|e)?[ ]us[ ](?:forever|all|any|much|for[ ](?:weeks|months|ever)|since|lol|again|anymore)(?![a-z])"
        r"|(?:keep|keeps|can't|cant)[ ]ghosting[ ]us(?![a-z])",
        _HINT,
        needs="third",
        unless=_PLAY,
        flags=_FLAGS,
    ),
    rule(
        "en-that-much",
        "grand k thousand",
        r"(?<![a-z0-9])(?:[0-9]{1,3}|ten|twenty|thirty|forty|fifty|twelve|fifteen)[ ]?(?:grand|k|thousand)(?![a-z])[^.!?\n]{0,30}?"
        r"(?:vanish|disappear|walk(?:ing)?[ ]away|run[ ]from|go[ ]away|we're[ ]talking[ ]about|is[ ]at[ ]stake|to[ ]ignore)",
        _HINT,
        needs="third",
        unless="(?i:steps|race|kitchen|calories|followers)",
        flags=_FLAGS,
    ),
    rule(
        "en-claim-against",
        "against papers server attorney lawyer solicitor legal",
        r"fil(?:e|ed|ing)[ ](?:(?:a[ ](?:claim|suit|case)|suit|papers)[ ])?against[ ](?!the[ ]|a[ ]|an[ ]|us[ ]|me[ ])[a-z]{2,12}"
        r"|(?:issued?|bring|brought|start(?:ed|ing)?)[ ](?:a[ ])?(?:claim|proceedings)[ ]against[ ](?!the[ ]|us[ ])[a-z]{2,12}"
        r"|serv(?:e|ed|ing)[ ](?:(?:court|legal)[ ])?papers|process[ ]server(?=[ ](?:will|is|was|came|comes|has|for|to)[ ])"
        r"|(?:lawyers?|solicitors?|attorneys?)[^.!?\n]{0,14}?[ ](?:drawing[ ]up|preparing|drafting)[ ](?:the[ ])?(?:papers|a[ ]claim|proceedings)[ ](?:on|against|for)[ ](?:your|him|her|them)"
        r"|(?:file|case|account|this)[ ](?:goes|is[ ]going|went|will[ ]go|is[ ]with|moves)[ ](?:to[ ])?(?:our|the)[ ](?:attorneys?|lawyers?|solicitors?|legal)",
        _HINT,
        unless=_OTHER_LAW,
        flags=_FLAGS,
    ),
    rule(
        "en-our-money",
        "took want quiet silent dark penny cent dime promised head",
        r"(?:hasn't|hasnt|haven't|not|never)[ ](?:sent|given|paid)[ ](?:us[ ]|back[ ])?a[ ](?:penny|cent|dime)|promised[ ]us[ ](?:(?:by[ ])?(?:mon|tues|wednes|thurs|fri)day|payment)(?![a-z])"
        r"|in[ ]over[ ](?:his|her|their)[ ]head[ ](?:with[ ]us|financially)|"
        r"took[ ](?:our|the[ ]bank's|the[ ]company's|their)[ ]money(?![a-z])|(?:bank|lender|company|we)[ ]wants?[ ](?:its|our|their)[ ]money(?![a-z])"
        r"|(?:gone|went|going)[ ](?:quiet|silent|dark)[ ]on[ ]us(?![a-z])",
        _HINT,
        needs="third",
        unless="(?i:refund|store|shop|cashier|dinner|lunch|drinks|party|report|homework|delivery)",
        flags=_FLAGS,
    ),
    rule(
        "en-sought-elsewhere",
        "boss employer family parents mother work heriff agency",
        r"(?:hate|rather[ ]not|don't[ ]want)[ ](?:to[ ])?(?:have[ ]to[ ])?(?:involve|bother|contact|call)[ ](?:his|her|their)[ ](?:boss|employer|family|parents|mother|work)(?![a-z])"
        r"|(?:guys?|men|people|someone|agents?)[ ][^.!?\n]{0,16}?agency[^.!?\n]{0,40}?about[ ](?:the|some|his|her|their)[ ]money(?![a-z])"
        r"|sheriff(?:'s|s)?(?:[ ](?:is|are|will[ ]be))?[ ]coming[ ](?:for|to[ ]take)[ ](?:his|her|their)(?![a-z])",
        _HINT,
        needs="third",
        unless=r"(?i:meeting|double booked|party|surprise)",
        flags=_FLAGS,
    ),
    rule(
        "en-car-collected",
        "car truck van bike vehicle",
        r"(?:car|truck|van|bike|vehicle)(?:'s)?(?![a-z])[^.!?\n]{0,24}?(?:picked[ ]up|collected|taken[ ](?:back|away)|recovered|towed)[ ]by[ ](?:the|our|his|her)[ ](?:finance|lender|bank|recovery|loan)",
        _HINT,
        needs="third",
        flags=_FLAGS,
    ),
    rule(
        "en-wages-to-us",
        "pay salary wages paycheck arnishment",
        r"(?:withhold|deduct|take|dock)[ ][^!?\n]{1,30}?[ ](?:pay|salary|wages|paycheck)(?![a-z])[^.!?\n]{0,30}?(?:to[ ]us|our[ ]account|the[ ]bank)(?![a-z])"
        r"|garnishment[ ](?:order|notice)|(?:pay|salary|wages|paycheck)[ ][^.!?\n]{0,12}?(?:attached|garnished|docked)[ ]by[ ](?:the[ ]court|court[ ]order)",
        0.6,
        flags=_FLAGS,
    ),
)
