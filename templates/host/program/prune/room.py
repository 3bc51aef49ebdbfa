"""Whether a disk has room for a release, after what is old has been removed."""
from __future__ import annotations

import os
from typing import List, NamedTuple, Optional

from command.failed import Failed


class Needs(NamedTuple):
    """0: nothing is needed."""

    bytes: int
    inodes: int


def check_room(places: List[str], needs: Needs) -> None:
    """The first of the places is where the release's files go.

    :raises Failed: insufficient-disk
    """
    for place in places:
        seen = _file_system(place)
        if seen is None or seen.f_blocks == 0:
            continue
        free = seen.f_bavail * seen.f_frsize
        if free < needs.bytes:
            said = f"{_mib(free)} of free disk space, a deploy needs {_mib(needs.bytes)}"
        elif place == places[0] and seen.f_files > 0 and seen.f_favail < needs.inodes:
            said = f"{seen.f_favail} free inodes, a deploy needs {needs.inodes}"
        else:
            continue
        raise Failed("insufficient-disk", f"the disk of {place} has {said}, although old releases of this site were removed")


def _file_system(place: str) -> Optional[os.statvfs_result]:
    try:
        return os.statvfs(place)
    except OSError:
        return None


def _mib(count: int) -> str:
    return f"{count / (1 << 20):.1f} MiB"
