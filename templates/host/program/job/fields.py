"""Reads the fields of a JSON object with their types: a field of another type is a defect of the runner, and said by its name."""
from __future__ import annotations

from typing import Dict, List, Mapping, Optional

Object = Mapping[str, object]


class WrongField(Exception):
    """A field that is not there, of another type, or that nobody reads."""


def _wrong(name: str, kind: str) -> WrongField:
    return WrongField(f"job: {name} is not {kind}")


def text(of: Object, name: str) -> str:
    found = of.get(name)
    if not isinstance(found, str):
        raise _wrong(name, "a text")
    return found


def optional_text(of: Object, name: str) -> Optional[str]:
    if name not in of:
        raise _wrong(name, "a text or null")
    return None if of.get(name) is None else text(of, name)


def flag(of: Object, name: str) -> bool:
    found = of.get(name)
    if not isinstance(found, bool):
        raise _wrong(name, "true or false")
    return found


def number(of: Object, name: str) -> float:
    found = of.get(name)
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        raise _wrong(name, "a number")
    return float(found)


def optional_number(of: Object, name: str) -> Optional[float]:
    if name not in of:
        raise _wrong(name, "a number or null")
    return None if of.get(name) is None else number(of, name)


def integer(of: Object, name: str) -> int:
    return int(number(of, name))


def integers(of: Object, name: str) -> List[int]:
    found = of.get(name)
    if not isinstance(found, list) or not all(isinstance(item, int) and not isinstance(item, bool) for item in found):
        raise _wrong(name, "a list of integers")
    return found


def texts(of: Object, name: str) -> List[str]:
    found = of.get(name)
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise _wrong(name, "a list of texts")
    return found


def named_texts(of: Object, name: str) -> Dict[str, str]:
    found = of.get(name)
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise _wrong(name, "texts by name")
    return found


def objects(of: Object, name: str) -> List[Object]:
    found = of.get(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _wrong(name, "a list of objects")
    return found


def optional_object(of: Object, name: str) -> Optional[Object]:
    if name not in of:
        raise _wrong(name, "an object or null")
    return None if of.get(name) is None else object_of(of, name)


def object_of(of: Object, name: str) -> Object:
    found = of.get(name)
    if not isinstance(found, dict):
        raise _wrong(name, "an object")
    return found
