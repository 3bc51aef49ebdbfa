"""What services get as secrets and configs out of the compose file itself, or out of a variable. Compose puts it into a container when it
makes it, and does not see that it changed (docker/compose#11900). Pure.
"""
from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any, Dict, List, Mapping, NamedTuple

_SECTIONS = ("secrets", "configs")
_VARIABLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)


class Content(NamedTuple):
    """`variable` is the name of the one that holds it; '' where `text` is what the compose file has."""

    section: str
    source: str
    variable: str
    text: str


def contents_of(project: Mapping[str, Any]) -> Dict[str, List[Content]]:
    """By service, of a project as `docker compose config --format json` prints it; services without any are left out."""
    services = project.get("services") or {}
    found = {name: [one for section in _SECTIONS for one in _used(project, service, section)] for name, service in services.items()}
    return {name: contents for name, contents in found.items() if contents}


def variables_of(contents: Mapping[str, List[Content]]) -> List[str]:
    """Those that a compose file can name."""
    names = {one.variable for found in contents.values() for one in found}
    return sorted(name for name in names if _VARIABLE.fullmatch(name))


def digests_of(contents: Mapping[str, List[Content]], values: Mapping[str, str], key: bytes) -> Dict[str, str]:
    """A digest by service, hex. With a key that only the host has: whoever sees a label cannot try out what a short secret is."""
    return {name: _digest([[*one, values.get(one.variable, "")] for one in found], key) for name, found in contents.items()}


def _used(project: Mapping[str, Any], service: Mapping[str, Any], section: str) -> List[Content]:
    declared = project.get(section) or {}
    sources = sorted({use["source"] for use in service.get(section) or []})
    return [
        Content(section, source, one.get("environment") or "", "" if one.get("environment") else one["content"])
        for source in sources
        for one in [declared.get(source) or {}]
        if one.get("environment") or one.get("content")
    ]


def _digest(lines: List[List[str]], key: bytes) -> str:
    return hmac.new(key, json.dumps(sorted(lines)).encode(), hashlib.sha256).hexdigest()
