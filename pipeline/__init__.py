"""mifeng's pipeline: who a message goes to, whose data it carries, and what may be sent."""

from importlib import metadata


def version() -> str:
    """Return the installed version."""
    return metadata.version("mifeng")
