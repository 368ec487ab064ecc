"""The English grammar of debt statements."""

from __future__ import annotations

import re

from detectors.debt.rule import Rule, rule

_SUM = r"(?:[$£€¥]|USD|RMB|HKD|NTD?|HK\$|NT\$)?[ ]?[0-9][0-9,.]{1,12}"
_LOAN = (
    r"(?:loans?|debts?|credit[ ]cards?|card|installments?|instalments?"
    r"|mortgage|balance|accounts?|arrears|bills?)"
)
_WORD = r"(?:[ ][A-Za-z']{1,14})"
_NOT = r"(?:not|never|hasn't|haven't|hadn't|didn't|won't|isn't|stopped|failed[ ]to|refus(?:es|ed|ing)[ ]to)"
_FLAGS = re.IGNORECASE | re.VERBOSE
_NO_LOAN = r"(?i:library|books?|parcel|package|report|homework|pen|rent is|car keys)"

ENGLISH: tuple[Rule, ...] = (
    rule(
        "en-owes",
        "owe Owe OWE owing",
        rf"""(?<![a-z])(?<![^a-z]i[ ])(?<!^i[ ])ow(?:e[sd]?|ing)(?![a-z])(?=[ ](?:us|me|them|our|the[ ](?:bank|lender|company
        |platform)|money|a[ ](?:lot|debt)
        |(?:him|her|you)[ ]money|{_SUM}|[0-9]{{1,3}}[ ]?(?:k|grand)(?![a-z]))|[^.!?\n]{{0,20}}{_SUM})|what[ ](?:he|she|they)[ ]owes?|(?:money
        |amount)[ ](?:he|she|they)[ ]owes?""",
        0.85,
        flags=_FLAGS,
    ),
    rule(
        "en-overdue",
        "due Due DUE late",
        rf"""past[ -]due(?![ ]for[ ]an?[ ])|overdue{_WORD}{{0,2}}[ ]{_LOAN}|{_LOAN}{_WORD}{{0,3}}[ ]overdue
        |overdue[ ](?:payment|amount|by|since|sum)
        |(?:months?|days?|weeks?)[ ]overdue|(?:payment|loan|installment|balance){_WORD}{{0,4}}[ ](?:is
        |was)[ ]due(?![a-z])|amount[ ]due
        |payment[ ]due|(?:payment|loan|installment|instalment){_WORD}{{0,4}}[ ](?:months?|weeks?|days?)[ ]late
        |overdue[^.!?\n]{{0,20}}?[0-9][0-9OoIl,. ]{{1,9}}[ ]?(?:rmb|usd|hkd|ntd|yuan|dollars|bucks|k)(?![a-z])
        |(?<![a-z])(?:he|she|they)(?:'s|[ ]is|[ ]are){_WORD}{{0,2}}[ ]overdue""",
        0.85,
        unless=_NO_LOAN
        + r"|(?i:venue|ticket|invoice|order|booking|membership|fine|fee|permit|visa|passport|licen[cs]e|renewal|inspection"
        r"|check-?up|vaccin|oil change|dental|appointment|(?:quarterly|weekly|monthly|expense|lab|status|annual) report|thesis|essay|tax return)",
        flags=_FLAGS,
    ),
    rule(
        "en-behind",
        "behind missed late",
        rf"(?:payments?|installments?|instalments?|months?)[ ]behind|behind[ ](?:on|with"
        rf"|in){_WORD}{{0,2}}[ ](?:payments?|{_LOAN})"
        rf"|missed{_WORD}{{0,3}}[ ](?:payments?|installments?|instalments?)"
        rf"|late[ ]on{_WORD}{{0,2}}[ ](?:payments?|{_LOAN})",
        0.8,
        unless=_NO_LOAN,
        flags=_FLAGS,
    ),
    rule(
        "en-default",
        "default Default delinq Delinq arrears",
        r"in[ ]default(?![ ]?[:=]|[ ](?:settings?|modes?|branch|value|config))|default(?:ed|ing|s)?[ ]on(?![ ](?:linux|windows|mac|the[ ](?:server|branch)))|delinquen(?:t|cy)|in[ ]arrears",
        0.85,
        flags=_FLAGS,
    ),
    rule(
        "en-balance",
        "balance Balance",
        r"(?:outstanding|unpaid|overdue|remaining|past[ -]due)[ ]balance|balance[ ](?:owed|outstanding"
        r"|due|of[ ][$£€¥]?[0-9])",
        0.8,
        unless="(?i:no outstanding|zero|gift card|phone)",
        flags=_FLAGS,
    ),
    rule(
        "en-unpaid",
        "paid pay",
        rf"""unpaid{_WORD}{{0,3}}[ ](?:{_LOAN}|amount|sum|instal?lments?)|{_NOT}{_WORD}{{0,2}}[ ](?:repa(?:y
        |id|ying)|pa(?:id|y|ying)|made[ ](?:a[ ]|any[ ])?payments?)
        (?:(?<=payment)|(?<=payments)|{_WORD}{{0,2}}[ ](?:back|{_LOAN}|a[ ]cent|anything|us|payments?)
        |(?=[ ]what))
        |{_NOT}{_WORD}{{0,2}}[ ]repa(?:y|id|ying)(?![a-z])|never[ ]paid{_WORD}{{0,2}}[ ]back|not[ ]repaying
        |failed[ ]to[ ]make{_WORD}{{0,2}}[ ]payments?|(?:if|unless
        |until)[ ](?:the[ ])?[$£€¥]?[0-9][0-9,.]{{2,9}}[ ](?:is|isn't|gets)(?:[ ]not)?[ ]paid""",
        0.85,
        flags=_FLAGS,
    ),
    rule(
        "en-repay",
        "pay Pay settle clear",
        rf"""(?:pay(?:ing|s)?[ ]back|repay|pay[ ]off|settle|clear
        |pay[ ]down)(?:ing)?{_WORD}{{0,3}}[ ](?:{_LOAN}|owes?)|repayment
        |pay[ ](?:us|the[ ]money|the[ ]bank)[ ]back|pay[ ]up(?![a-z])""",
        0.75,
        needs="third second",
        flags=_FLAGS,
    ),
    rule(
        "en-debt",
        "debt Debt",
        rf"(?:his|her|their|your|'s|the|this|a){_WORD}{{0,2}}[ ]debts?(?![a-z])|in[ ]debt(?![a-z])",
        0.7,
        needs="third second",
        flags=_FLAGS,
    ),
    rule(
        "en-loan",
        "loan Loan",
        rf"(?:his|her|their|'s){_WORD}{{0,2}}[ ]loans?(?![a-z])(?![ ](?:application|officer"
        rf"|agreement[ ]was))|t[ao]ok{_WORD}{{0,2}}[ ]loan(?![a-z])",
        0.65,
        needs="third",
        unless="(?i:application|approved|apply)",
        flags=_FLAGS,
    ),
    rule(
        "en-collections",
        "collect charged written",
        r"""(?:sent|referred|placed|gone|going|goes|turned[ ]over|handed|transferred|assigned|is
        |be)[a-z ]{0,12}[ ](?:to|in|for|with)[ ](?:debt[ ])?
        collections?(?![a-z])|collecting[ ](?:a|the|his|her|your|on)|debt[ ]collect(?:or|ion|ors)
        |charged[ -]off|written[ -]off[ ]as
        |attempt[ ]to[ ]collect|collection[ ]agency""",
        0.8,
        unless="(?i:meeting|team|stamps?|department|museum)",
        flags=_FLAGS,
    ),
    rule(
        "en-court",
        "lawsuit sue suing legal court judgment judgement garnish summons",
        rf"""lawsuit|(?:will|going[ ]to|to|be)[ ]sued?(?![a-z])|suing[ ](?:him|her|your|them)
        |judge?ment[ ]against
        |(?:legal[ ]action|court|judgment|summons){_WORD}{{0,6}}[ ](?:{_LOAN}|payment|wages)|garnish(?:ed
        |ing|ment)?
        |take[ ](?:him|her|them)[ ]to[ ]court|goes[ ]to[ ]legal|fac(?:e|es|ing)[ ]legal[ ]action""",
        0.7,
        needs="finance~ third",
        unless="(?i:divorce|custody)",
        flags=_FLAGS,
    ),
    rule(
        "en-wages",
        "wage salary paycheck",
        rf"(?:deduct|withhold|take){_WORD}{{0,3}}[^.!?\n]{{0,16}}[ ]from[ ](?:his|her|their)[ ](?:wages?"
        rf"|salary|pay)",
        0.7,
        needs="finance~",
        flags=_FLAGS,
    ),
    rule(
        "en-blacklist", "blacklist Blacklist", r"blacklist(?:ed)?", 0.75, needs="third finance~", flags=_FLAGS
    ),
    rule(
        "en-borrowed",
        "borrow Borrow lent pay maxed",
        rf"""borrow(?:ed|s)?{_WORD}{{0,2}}[ ](?:money|{_SUM}|from[ ]us|from[ ]our)
        |(?:what|money|loan|amount)[ ](?:that[ ])?(?:he|she|they)[ ]borrowed|(?:we|bank)[ ]lent[ ]
        |yet[ ]to[ ](?:re)?pay|maxed[ ]out""",
        0.75,
        needs="third second",
        unless=_NO_LOAN,
        flags=_FLAGS,
    ),
    rule(
        "en-repossess",
        "repossess Repossess attached",
        r"repossess(?:ed|es|ing|ion)?|wages?[^.!?\n]{0,20}(?:attached|docked|withheld)",
        0.75,
        needs="third finance~ second",
        flags=_FLAGS,
    ),
    rule(
        "en-dodging",
        "dodg avoid ignor duck skipped",
        r"(?:dodg|avoid|ignor|duck)(?:ing|es|ed|e)?[ ][^.!?\n]{0,24}?(?:money|payments?|loan|debt|account|bill)(?![a-z])"
        r"|skipped[ ](?:[a-z0-9]{1,10}[ ]){0,2}(?:payments?|instal?lments?)",
        0.7,
        needs="third",
        flags=_FLAGS,
    ),
    rule(
        "en-or-legal",
        "lawyer legal court solicitor collections",
        r"(?:or|otherwise)[ ](?:[a-z]{1,8}[ ]){0,3}?(?:goes?|going|send|sent|hand|pass|see)[ ][^.!?\n]{0,16}?(?:lawyers?|legal|court|solicitors?|collections)(?![a-z])",
        0.65,
        needs="money finance~ third",
        flags=_FLAGS,
    ),
    rule(
        "en-promised",
        "promised agreed",
        r"(?:promised|agreed)[ ]to[ ](?:re)?pay(?![a-z])",
        0.6,
        needs="third",
        unless="(?i:rent|dinner|lunch|for the trip|tickets?)",
        flags=_FLAGS,
    ),
    rule(
        "en-enforced",
        "bailiff Bailiff statutory foreclos guarant repayments lender took",
        r"bailiffs?|statutory[ ]demand|foreclos(?:e|ed|ure|ing)"
        r"|guarant(?:or|eed)(?![a-z])[^!?\n]{0,30}?(?:pay|loan|debt)|zero[ ]repayments?|(?:scammed|cheated|conned)[^.!?\n]{0,8}[ ]lenders?"
        r"|the[ ][$£€¥]?[0-9][0-9,.]{0,8}k?[ ](?:that[ ])?(?:he|she|they)[ ](?:took|got|had)",
        0.7,
        needs="third second finance~",
        unless="(?i:tutorial|course|return policy|money-back)",
        flags=_FLAGS,
    ),
    rule(
        "en-dpd",
        "dpd DPD",
        r"(?<![0-9])[0-9]{1,4}[ ]?dpd(?![a-z])",
        0.8,
        flags=_FLAGS,
    ),
    rule(
        "en-recovery",
        "recover collection Recover Collection",
        r"(?:file|case|account|matter|loan|debt)(?![a-z])[^!?\n]{0,60}?[ ](?:to|with)[ ](?:(?:our|the|a|an|external|your)[ ])?"
        r"(?:debt[ ])?(?:recover(?:y|ies)|collections?)(?![a-z])",
        0.8,
        unless="(?i:meeting|stamps?|museum|disaster|deleted|fashion|email|password|backup|files)",
        flags=_FLAGS,
    ),
    rule(
        "en-bounced",
        "bounced defaulter lent",
        rf"(?:payment|instal?lment|cheque|check)(?![a-z])[^.!?\n]{{0,24}}?bounced|defaulters?(?![a-z])"
        rf"|lent[ ](?:your[ ][a-z]{{1,12}}|him|her|them)[ ](?:{_SUM}|money)",
        0.7,
        needs="third",
        flags=_FLAGS,
    ),
)
