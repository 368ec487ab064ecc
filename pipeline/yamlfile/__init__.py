"""YAML read with places, for policies and fixtures."""

from pipeline.yamlfile.nodes import Node, read_documents, shown

__all__ = ["Node", "read_documents", "shown"]
