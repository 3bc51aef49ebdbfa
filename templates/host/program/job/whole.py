"""Holds the reader of an object to reading all of it. Not in fields.py, which the inspection takes along in its first packets."""
from __future__ import annotations

from typing import Callable, Iterator, Mapping, Set, TypeVar

from job.fields import Object, WrongField

Made = TypeVar("Made")


class _Noted(Mapping[str, object]):
    """An object that notes which of its fields were read."""

    def __init__(self, of: Object) -> None:
        self._of = of
        self.read: Set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.read.add(name)
        return self._of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def whole(of: Object, read: Callable[[Object], Made]) -> Made:
    """What `read` makes of an object, all of whose fields it has to read: what the runner says is heard, or refused.

    :raises WrongField: a field is missing, of another type or unknown
    """
    noted = _Noted(of)
    made = read(noted)
    unknown = sorted(set(of) - noted.read)
    if unknown:
        raise WrongField(f"job: {unknown[0]} is not known")
    return made
