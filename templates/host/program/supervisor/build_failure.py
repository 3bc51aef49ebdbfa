"""Why images could not be built or pulled, by what docker printed."""
from __future__ import annotations

import re
import time
from typing import List, NamedTuple, Optional, Pattern, Sequence, Tuple

# Docker Hub counts pulls over this time (docs.docker.com/docker-hub/usage).
_WINDOW_SECONDS = 6 * 3600


class Reason(NamedTuple):
    """An error code, and a line of docker's that tells it."""

    code: str
    text: str


# The first that matches counts: of a refused login Docker Hub also says that the image may not exist.
_KINDS: Sequence[Tuple[str, Pattern[str]]] = [
    ("registry-rate-limit", re.compile(r"toomanyrequests|429 Too Many Requests|reached your (?:\w+ )?pull rate limit", re.I)),
    ("image-platform", re.compile(r"no match(?:ing manifest)? for (?:linux/|platform)|exec format error|image operating system")),
    (
        "registry-denied",
        re.compile(
            r"pull access denied|requested access to the resource is denied|unauthorized: |no basic auth credentials|"
            r"error from registry: denied|insufficient_scope|failed to authorize|unexpected status.*: 40[13] |: denied: |: denied$"
        ),
    ),
    (
        "image-not-found",
        re.compile(r"manifest unknown|manifest for \S+ not found|failed to resolve source metadata .*: not found|name unknown"),
    ),
    ("registry-unreachable", re.compile(r'(?:Head|Get|Post) "?https?://[^" ]+/(?:v2/|token)?[^" ]*"?: ')),
]


def reason_of(lines: List[str], now: Optional[float] = None) -> Optional[Reason]:
    """What the last lines of a build or a pull tell; None: the lines have to speak for themselves."""
    for code, pattern in _KINDS:
        found = next((line.strip() for line in reversed(lines) if pattern.search(line)), None)
        if found is not None:
            return Reason(code, found + (_end(now) if code == "registry-rate-limit" and _is_docker_hub(found) else ""))
    return None


def _is_docker_hub(line: str) -> bool:
    return "docker.com" in line or "docker.io" in line


def _end(now: Optional[float]) -> str:
    moment = time.gmtime((time.time() if now is None else now) + _WINDOW_SECONDS)
    return f"; the limit ends by {time.strftime('%Y-%m-%d %H:%M', moment)} UTC at the latest"
