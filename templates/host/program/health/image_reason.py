"""Why an image could not be pulled or run, by the words of docker and of registries. Pure."""
from __future__ import annotations

import re
from typing import NamedTuple, Optional, Sequence

from health.reason import Reason

_DENIED = re.compile(
    r"pull access denied|\bdenied\b|unauthorized|authentication required|no basic auth credentials|403 Forbidden", re.IGNORECASE
)
_MISSING = re.compile(r"manifest (?:for \S+ not found|unknown)|\bnot found\b|no such image|repository name not known", re.IGNORECASE)
_ARCHITECTURE = re.compile(r"no matching manifest for (\S+)|does not match the (?:detected host|specified) platform", re.IGNORECASE)
# `web Error …`, `Error response from daemon: pull access denied for shop/web, …`, `docker.io/shop/web:1: not found`.
_NAMED = (
    re.compile(r"pull access denied for ([\w./:@-]+)"),
    re.compile(r"manifest for ([\w./:@-]+) not found"),
    re.compile(r"(?:reference|pull|image) \"([\w./:@-]+)\""),
    re.compile(r"([\w.-]+(?::\d+)?/[\w./-]+(?::[\w.-]+)?): (?:not found|unauthorized|denied)"),
)
# Lines of a pull that failed; others may speak of what was not found for reasons of their own.
_FAILED = re.compile(r"error|failed|denied|manifest", re.IGNORECASE)


class ImageFailure(NamedTuple):
    """`image` is '' where the words do not name it."""

    image: str
    reason: Reason


def image_failure(lines: Sequence[str]) -> Optional[ImageFailure]:
    """The last that the lines speak of; None if none does."""
    for line in reversed(lines):
        if not _FAILED.search(line):
            continue
        reason = _reason(line)
        if reason is not None:
            return ImageFailure(_image(line), reason)
    return None


def _reason(line: str) -> Optional[Reason]:
    if _ARCHITECTURE.search(line):
        return Reason("wrong-architecture", "has no image for the CPU architecture of this host")
    # A registry that hides what is private answers that it is denied or does not exist.
    if _DENIED.search(line):
        return Reason("image-denied", "has an image that the registry does not give to this host: it is private, or does not exist")
    if _MISSING.search(line):
        return Reason("image-missing", "has an image that the registry does not have under this name and tag")
    return None


def _image(line: str) -> str:
    found = next((match for match in (pattern.search(line) for pattern in _NAMED) if match), None)
    return found.group(1) if found else ""
