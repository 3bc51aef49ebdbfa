"""What is known of a tag in its registry."""
from __future__ import annotations

from typing import NamedTuple, Optional


class Said(NamedTuple):
    """`problem` is not-found, denied, rate-limit or unreachable; `until` is when a rate limit ends, in seconds since 1970."""

    found: Optional[str] = None
    problem: Optional[str] = None
    why: str = ""
    until: Optional[int] = None
    is_anonymous: bool = False
