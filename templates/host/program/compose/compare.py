"""In which facts two readings of a project differ: the names of those facts, never values. Pure."""
from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional, Set

from compose.facts import SECTIONS, Facts, Place
from compose.words import shown_words

# Texts in which a variable that is not known on one side leaves a gap.
_TEXTS = {"command", "entrypoint", "dockerfile_inline", "test"}
_PATHS = {"context", "additional_contexts", "source", "file", "device"}


def differences(reading: Mapping[str, Any], facts: Facts, place: Place) -> List[str]:
    """`reading` is the runner's, `facts` are compose's; without `inactive` only what is started is compared.
    A name is such as `services.web.ports`.
    """
    found: List[str] = []
    for section in ("services", "inactive"):
        if section in facts:
            found += _services(section, reading.get(section) or {}, facts[section], place)
    for section in SECTIONS:
        ours = {key: _named(item, key, place) for key, item in (reading.get(section) or {}).items()}
        theirs = facts.get(section) or {}
        # What only inactive services use is not printed where those could not be read.
        keys = set(theirs) | (set(ours) if "inactive" in facts else set())
        found += [f"{section}.{key}" for key in sorted(keys) if _told(ours.get(key), place) != _told(theirs.get(key), place)]
    return found


def _services(section: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], place: Place) -> List[str]:
    found: List[str] = []
    for name in sorted(set(ours) | set(theirs)):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            found.append(f"{section}.{name}")
            continue
        keys: Set[str] = (set(one) | set(other)) - {"keys"}
        found += [f"services.{name}.{key}" for key in sorted(keys) if _told(one.get(key), place, key) != _told(other.get(key), place, key)]
    return found


def _named(item: Dict[str, Any], key: str, place: Place) -> Dict[str, Any]:
    """Without the name that compose gives anyway."""
    usual = key if item.get("external") else f"{place.project}_{key}"
    return {field: value for field, value in item.items() if field != "name" or value != usual}


def _told(value: Any, place: Place, key: Optional[str] = None) -> Any:
    """A value as it is compared: texts by the words that both sides can know, paths that lead out of the project in full."""
    if isinstance(value, dict):
        return {name: _told(item, place, key if key == "additional_contexts" else name) for name, item in value.items()}
    if isinstance(value, list):
        return [_told(item, place, key) for item in value]
    if not isinstance(value, str):
        return value
    if key in _TEXTS:
        return shown_words(value)
    is_outside = key in _PATHS and (value == ".." or value.startswith("../"))
    return os.path.normpath(os.path.join(place.tree, value)) if is_outside else value
