"""Whether a container stands still because a person wanted it to."""
from __future__ import annotations

import os
import time
from typing import Any, Mapping

# 128 and the signal: of a hang-up, of Ctrl-C, of a kill, and those by which the engine stops a program.
_SIGNALLED = (129, 130, 131, 137, 143)
# With these the engine starts again what ends in any other way.
_KEPT_RUNNING = ("always", "unless-stopped")


def is_stopped(state: Mapping[str, Any], restart_policy: str, booted: str) -> bool:
    """By `State` of `docker inspect` and the name of the restart policy: the engine does not tell it. `booted` is when the host started, as
    `State` words a time: what ended before that may have ended with the host.
    """
    if state.get("Status") == "paused":
        return True
    if state.get("Status") != "exited" or state.get("OOMKilled") or state.get("Error"):
        return False
    if restart_policy in _KEPT_RUNNING:
        return True
    has_ended_with_host = "" < str(state.get("FinishedAt") or "")[: len(booted)] < booted
    return state.get("ExitCode") in _SIGNALLED and not has_ended_with_host


def booted_at() -> str:
    """When the host's first process started, in UTC; '' if that is not known."""
    try:
        with open("/proc/stat", encoding="ascii") as file:
            kernel = next(int(line.split()[1]) for line in file if line.startswith("btime "))
        with open("/proc/1/stat", encoding="ascii", errors="replace") as file:
            first = file.read().rpartition(")")[2].split()
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(kernel + int(first[19]) // os.sysconf("SC_CLK_TCK")))
    except (OSError, StopIteration, ValueError, IndexError):
        return ""
