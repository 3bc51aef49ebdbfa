"""How times are written: for programs in ISO 8601, for people by the clock. Always UTC."""
from __future__ import annotations

import time


def iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def clock(seconds: float) -> str:
    return time.strftime("%H:%M:%S UTC", time.gmtime(seconds))


def clock_of(text: str) -> str:
    """The clock's words for an ISO time; what is none is shown as it is."""
    try:
        return time.strftime("%H:%M:%S UTC", time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        return text


def words(seconds: float) -> str:
    whole = int(seconds)
    if whole < 120 or whole % 60:
        return f"{whole} s"
    return f"{whole // 60} min"
