"""Loading and validating a policy file. A policy that loads is complete: every cell that can be asked for exists."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import cast, get_args

from pipeline.contract.errors import BadInput
from pipeline.contract.vocabulary import CHANNELS, ENTITY_TYPES, FINDING_ACTIONS, RELATIONS, FindingAction
from pipeline.policy.model import (
    Condition,
    PlaceholderLanguage,
    Policy,
    PolicyException,
    Redaction,
    RedactOperator,
    Routing,
    Subject,
)
from pipeline.yamlfile import Node, read_documents, shown

SUBJECTS: tuple[str, ...] = get_args(Subject)
BUILT_IN = ("cn", "tw", "us")
_TOP = (
    "name", "version", "title", "sources", "confidence", "relations", "routing", "categories", "columns", "matrix",
    "exceptions", "redaction",
)  # fmt: skip


def load_policy(name_or_path: str) -> Policy:
    """Load a built-in policy by name (cn, tw, us) or a file by path. Raises `BadInput` with FILE:LINE."""
    if name_or_path in BUILT_IN:
        text = (resources.files("pipeline") / "policies" / f"{name_or_path}.yaml").read_text("utf-8")
        return parse_policy(text, f"{name_or_path}.yaml")
    path = Path(name_or_path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            f"expected a readable UTF-8 file or one of {', '.join(BUILT_IN)}", name_or_path
        ) from None
    return parse_policy(text, name_or_path)


def parse_policy(text: str, file: str) -> Policy:
    """Parse and validate the text of a policy."""
    documents = list(read_documents(text, file))
    if len(documents) != 1:
        raise BadInput("expected exactly one YAML document", file)
    return _Reader(documents[0]).policy()


def _keys(
    node: Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Node]:
    entries = node.mapping(what)
    for key, value in entries.items():
        if key not in required and key not in optional:
            raise value.error(f"expected only {', '.join(required + optional)} in {what}, found {shown(key)}")
    for key in required:
        if key not in entries:
            raise node.error(f"expected {key} in {what}")
    return entries


class _Reader:
    """Reads one document, top down; each section may refer to the ones read before it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.top = _keys(root, "the policy", _TOP)
        columns = self.top["columns"]
        self.columns = columns.items("columns", lambda node: node.text("a column"))
        if len(set(self.columns)) != len(self.columns) or not self.columns:
            raise columns.error("expected each column once, and at least one")

    def policy(self) -> Policy:
        category_of = self._categories()
        ignore_below, act_from = self._confidence()
        return Policy(
            name=self.top["name"].text("name"),
            version=self.top["version"].text("version"),
            title=self.top["title"].text("title"),
            sources=self.top["sources"].items("sources", lambda node: node.text("a source")),
            ignore_below=ignore_below,
            act_from=act_from,
            relations=self._relations(),
            routing=self._routing(),
            category_of=category_of,
            columns=self.columns,
            rows=self._rows(tuple(dict.fromkeys(category_of.values()))),
            for_anybody=self._for_anybody(),
            exceptions=self._exceptions(frozenset(category_of.values())),
            redaction=self._redaction(),
            source=self.root.file,
        )

    def _column(self, node: Node) -> str:
        return node.one_of("the column", frozenset(self.columns))

    def _confidence(self) -> tuple[float, float]:
        entries = _keys(self.top["confidence"], "confidence", ("ignore_below", "act_from"))
        low = entries["ignore_below"].number("ignore_below", 0, 1)
        return low, entries["act_from"].number("act_from", low, 1)

    def _relations(self) -> dict[str, str]:
        entries = _keys(self.top["relations"], "relations", RELATIONS)
        return {relation: self._column(node) for relation, node in entries.items()}

    def _routing(self) -> Routing:
        single = ("borrower_not_verified", "obligor_not_verified", "contact_with_obligor_flag", "unknown_case",
                  "public_channel")  # fmt: skip
        entries = _keys(self.top["routing"], "routing", single, ("unknown_case_spares", "public_channels"))
        spares = entries.get("unknown_case_spares")
        channels = entries.get("public_channels")
        return Routing(
            **{key: self._column(entries[key]) for key in single},
            unknown_case_spares=spares.items("unknown_case_spares", self._column) if spares else (),
            public_channels=channels.items("public_channels", lambda n: n.one_of("the channel", CHANNELS))
            if channels
            else (),
        )

    def _categories(self) -> dict[str, str]:
        node = self.top["categories"]
        category_of: dict[str, str] = {}
        for category, types in node.mapping("categories").items():
            for entity_type in types.items(category, lambda n: n.one_of("the entity type", ENTITY_TYPES)):
                if entity_type in category_of:
                    raise types.error(f"expected {entity_type} in one category only")
                category_of[entity_type] = category
        if missing := [t for t in ENTITY_TYPES if t not in category_of]:
            raise node.error(f"expected every entity type in a category, missing {', '.join(missing)}")
        return category_of

    def _rows(self, categories: tuple[str, ...]) -> dict[tuple[str, str], tuple[FindingAction, ...]]:
        node = self.top["matrix"]
        written = {key: self._row(key, row, categories) for key, row in node.mapping("matrix").items()}
        rows = {}
        for subject in SUBJECTS:
            for category in categories:
                names = (f"{subject}.{category}", f"any.{category}", f"{subject}.*")
                found = next((written[name] for name in names if name in written), None)
                if found is None:
                    raise node.error(f"expected a row for {subject}.{category} (or {subject}.*)")
                rows[subject, category] = found
        return rows

    def _for_anybody(self) -> frozenset[str]:
        keys = self.top["matrix"].mapping("matrix")
        return frozenset(key.removeprefix("any.") for key in keys if key.startswith("any."))

    def _row(self, key: str, row: Node, categories: tuple[str, ...]) -> tuple[FindingAction, ...]:
        subject, _, category = key.partition(".")
        if subject not in (*SUBJECTS, "any") or category not in (*categories, "*"):
            raise row.error(f"expected a row named SUBJECT.CATEGORY, found {shown(key)}")
        cells = row.items(key, lambda node: node.one_of("the action", FINDING_ACTIONS))
        if len(cells) != len(self.columns):
            raise row.error(
                f"expected {len(self.columns)} actions in {key}, one a column, found {len(cells)}"
            )
        return cast("tuple[FindingAction, ...]", cells)

    def _exceptions(self, categories: frozenset[str]) -> tuple[PolicyException, ...]:
        def read(node: Node) -> PolicyException:
            entries = _keys(node, "an exception", ("id", "when", "columns", "rows", "action"))
            rows = entries["rows"].items("rows", lambda n: self._named_row(n, categories))
            return PolicyException(
                id=entries["id"].text("id"),
                when=cast("Condition", entries["when"].one_of("when", get_args(Condition))),
                columns=frozenset(entries["columns"].items("columns", self._column)),
                rows=frozenset(rows),
                action=cast("FindingAction", entries["action"].one_of("the action", FINDING_ACTIONS)),
            )

        return self.top["exceptions"].items("exceptions", read)

    def _named_row(self, node: Node, categories: frozenset[str]) -> tuple[str, str]:
        subject, _, category = node.text("a row").partition(".")
        if subject not in SUBJECTS or category not in categories:
            raise node.error("expected a row named SUBJECT.CATEGORY")
        return subject, category

    def _redaction(self) -> Redaction:
        entries = _keys(self.top["redaction"], "redaction", ("redact",), ("placeholders", "mask_keep_last"))
        default = Redaction()
        language = entries.get("placeholders")
        keep = entries.get("mask_keep_last")
        return Redaction(
            redact=cast("RedactOperator", entries["redact"].one_of("redact", get_args(RedactOperator))),
            placeholders=cast(
                "PlaceholderLanguage", language.one_of("placeholders", get_args(PlaceholderLanguage))
            )
            if language
            else default.placeholders,
            mask_keep_last=int(keep.number("mask_keep_last", 0, 6)) if keep else default.mask_keep_last,
        )
