"""Descriptors above those that a step finds at fixed numbers (0 to 3 and 9), so that none is put in another's place."""
from __future__ import annotations

import fcntl
import os
from typing import Tuple

_FIRST = 20


def high(descriptor: int) -> int:
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FIRST)
    os.close(descriptor)
    return moved


def high_pipe() -> Tuple[int, int]:
    reading, writing = os.pipe()
    return high(reading), high(writing)
