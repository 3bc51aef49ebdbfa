"""The compose files that a `.env` names, as compose finds them."""
from __future__ import annotations

import re
from typing import List


def found_files(env: str) -> List[str]:
    """`COMPOSE_FILE`, cut at `COMPOSE_PATH_SEPARATOR`; none if it is not set."""
    named = _value(env, "COMPOSE_FILE")
    return [path for path in named.split(_value(env, "COMPOSE_PATH_SEPARATOR") or ":") if path]


def _value(env: str, name: str) -> str:
    found = re.findall(rf"""^\s*(?:export\s+)?{name}\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))""", env, re.MULTILINE)
    return next((part for part in found[-1] if part), "") if found else ""
