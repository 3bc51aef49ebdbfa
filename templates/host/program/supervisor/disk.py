"""Whether a disk is the reason of a failure, and in words which one."""
from __future__ import annotations

import errno
import os
import re
from typing import List, Optional

_LEAST_BYTES = 5 * 1024 * 1024
_ADVICE = "make room there (df -h and docker system df show what takes it) or enlarge the volume"
_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_WORDS = re.compile(r"no space left on device|disk quota exceeded", re.IGNORECASE)


def is_disk_error(error: OSError) -> bool:
    return error.errno in _ERRORS


def complaint(*places: str) -> Optional[str]:
    """What is wrong with the file systems that hold these places; None: nothing."""
    for place in places:
        try:
            seen = os.statvfs(place)
        except OSError:
            continue
        where = f"the file system of {place} ({_mount_of(place)})"
        if seen.f_flag & os.ST_RDONLY:
            return f"{where} is read-only: mount it for writing, and find the reason with dmesg"
        free = seen.f_bavail * seen.f_frsize
        if free < _LEAST_BYTES:
            return f"{where} has {free // 1024} KiB free: {_ADVICE}"
        if seen.f_files and seen.f_favail == 0:
            return f"{where} has no free inode: {_ADVICE}"
    return None


def told(lines: List[str]) -> Optional[str]:
    """The same by what a program said last: what it could not finish it may have taken away, and there is room again."""
    said = [line.strip() for line in lines if _WORDS.search(line)]
    return f"a program printed: {said[-1]}" if said else None


def _mount_of(place: str) -> str:
    path = os.path.realpath(place)
    while not os.path.ismount(path):
        path = os.path.dirname(path)
    return path
