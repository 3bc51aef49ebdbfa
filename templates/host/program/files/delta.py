"""Makes a manifest out of the previous one and what changed (src/repository/manifest/delta.ts)."""
from __future__ import annotations

from typing import List, NamedTuple


class Made(NamedTuple):
    """Lines of the new manifest; `kept` are those that the previous one has too."""

    manifest: List[str]
    kept: List[str]


def apply_delta(previous: str, delta: str) -> Made:
    """`=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new one in.

    :raises ValueError: the delta asks for more lines than there are, so it is one of another manifest
    """
    before = previous.split("\n")[:-1]
    at = 0
    made = Made([], [])
    for line in delta.split("\n")[:-1]:
        if line.startswith("+"):
            made.manifest.append(line[1:])
            continue
        count = int(line[1:])
        if line[0] not in "=-" or at + count > len(before):
            raise ValueError(f"the delta does not fit the previous manifest at line {at + 1}")
        if line[0] == "=":
            made.manifest.extend(before[at : at + count])
            made.kept.extend(before[at : at + count])
        at += count
    return made
