"""The closed vocabularies of the contract: relations, channels, entity types, actions and owners."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["message", "note"]
Channel = Literal[
    "sms", "im", "email", "voice", "letter", "app_push", "group_chat", "social", "note"
]  # fmt: skip
Relation = Literal[
    "borrower", "co_borrower", "guarantor", "spouse", "parent", "child", "sibling", "relative", "friend",
    "colleague", "neighbour", "emergency_contact", "employer", "village_committee", "group", "public",
    "collection_agency", "lawyer", "court", "credit_bureau", "regulator", "internal", "unknown",
]  # fmt: skip
EntityType = Literal[
    "PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "ADDRESS", "EMPLOYER", "DATE_OF_BIRTH", "IP_ADDRESS", "WECHAT_ID",
    "QQ_NUMBER", "ALIPAY_ID", "CN_RESIDENT_ID", "CN_BANK_CARD", "CN_PASSPORT", "CN_HK_MACAU_PERMIT",
    "CN_TAIWAN_PERMIT", "CN_FOREIGN_PERMANENT_ID", "CN_MILITARY_ID", "CN_VEHICLE_PLATE", "TW_NATIONAL_ID",
    "TW_RESIDENT_CERTIFICATE", "HK_ID", "MO_ID", "LOAN_CONTRACT", "DEBT_AMOUNT", "DEBT_STATUS", "SECRET",
]  # fmt: skip
Action = Literal["allow", "redact", "block", "hold"]
#: What a policy may do to one finding. A message's action is the strictest of these, with mask counted as redact.
FindingAction = Literal["allow", "mask", "redact", "hold", "block"]
Owner = Literal["borrower", "recipient", "contact", "other_borrower", "institution", "unknown"]
Field = Literal["text", "subject"]

RELATIONS: tuple[str, ...] = get_args(Relation)
CHANNELS: tuple[str, ...] = get_args(Channel)
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
FINDING_ACTIONS: tuple[str, ...] = get_args(FindingAction)
