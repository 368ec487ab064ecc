"""Identifiers of Macau."""
