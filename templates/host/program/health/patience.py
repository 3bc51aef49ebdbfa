"""How long a container is waited for, and how often it is asked. Pure."""
from __future__ import annotations

import json
from typing import List, NamedTuple, Optional

_NANOSECONDS = 1e9
# Docker's own values where a health check does not set them.
_USUAL_SECONDS = 30.0
_USUAL_RETRIES = 3
# What is kept of a step to report why it failed.
_REPORT_SECONDS = 10.0


class HealthCheck(NamedTuple):
    """A container's own health check. `command` is empty where there is none that can be run."""

    command: List[str]
    longest_seconds: float


def parse_health_check(text: str) -> Optional[HealthCheck]:
    """Reads Docker's JSON of a health check, whose times are nanoseconds and 0 for those that are not set; None if there is none."""
    found = json.loads(text or "null")
    if not isinstance(found, dict):
        return None
    seconds = [(found.get(name) or 0) / _NANOSECONDS for name in ("StartPeriod", "Interval", "Timeout")]
    start, interval, timeout = seconds
    once = (interval or _USUAL_SECONDS) + (timeout or _USUAL_SECONDS)
    longest = start + (found.get("Retries") or _USUAL_RETRIES) * once
    return HealthCheck(_command(found.get("Test") or []), longest)


def _command(test: List[str]) -> List[str]:
    if len(test) < 2 or test[0] not in ("CMD", "CMD-SHELL"):
        return []
    return ["/bin/sh", "-c", test[1]] if test[0] == "CMD-SHELL" else test[1:]


class HealthTimes(NamedTuple):
    """In seconds. Containers are waited for as long as their own health checks may take, and `least` at least; or, if a person has set
    it, for `fixed`. What is new has to stay healthy for `min_ready`.
    """

    least: float
    fixed: Optional[float] = None
    min_ready: float = 0.0


def patience(checks: List[HealthCheck], times: HealthTimes, step_seconds_left: float) -> float:
    """For how many seconds containers are waited for to become healthy, and to stay it; but no longer than the step lasts, less the time
    to report why.
    """
    longest = max([times.least, *(check.longest_seconds + 10 for check in checks)]) if times.fixed is None else times.fixed
    return min(longest + times.min_ready, max(1.0, step_seconds_left - _REPORT_SECONDS))


def pause(waited_seconds: float) -> float:
    """The pause before a container is asked again: a tenth of the time waited so far, between 0.2 and 2 s. What starts fast is seen at
    once; what takes long, or never comes, does not lose the processor to being asked.
    """
    return min(2.0, max(0.2, waited_seconds / 10))
