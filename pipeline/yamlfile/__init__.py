"""YAML read with places, for policies and fixtures."""

from pipeline.yamlfile.nodes import Node, read_documents

__all__ = ["Node", "read_documents"]
