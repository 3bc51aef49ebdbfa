"""Whether a step failed for lack of memory, with the numbers."""
from __future__ import annotations

import re
from typing import List, NamedTuple, Optional

from command.command import Commands
from command.memory import read_memory
from command.root import as_root

_SECONDS = 20.0
# Of BuildKit and of compilers: 137 is 128 and SIGKILL, which is how the kernel takes memory back.
_WORDS = re.compile(
    r"did not complete successfully: (?:exit code: 137|cannot allocate memory)|returned a non-zero code: 137|signal: killed|"
    r"^(?:#\d+ [\d.]+ )?Killed$|Killed signal terminated program|ResourceExhausted|virtual memory exhausted|Cannot allocate memory"
)
# `[ 1234.567890] Out of memory: Killed process 4242 (node) total-vm:2004512kB, anon-rss:801234kB, …`
_KERNEL = re.compile(r"\[ *(\d+\.\d+)\].*[Oo]ut of memory.*Killed process \d+ \(([^)]*)\)(?:.*anon-rss:(\d+)kB)?")


class Killed(NamedTuple):
    """`resident_bytes` is None where the kernel does not say."""

    program: str
    resident_bytes: Optional[int]


def reason_of(lines: List[str], since: float, commands: Commands) -> Optional[str]:
    """What to say of a build that ran out of memory; None: it did not. `since` is when it began, by the clock of the kernel's log."""
    killed = killed_since(commands.run(as_root(["dmesg"]), _SECONDS).output, since)
    if killed is None and not any(_WORDS.search(line.strip()) for line in lines):
        return None
    memory = read_memory()
    total, swap = memory.get("MemTotal", 0), memory.get("SwapTotal", 0)
    return f"{_who(killed)}; the host has {_size(total)} of memory, {_size(memory.get('MemAvailable', 0))} available, and {_swap(swap)}"


def killed_since(log: str, since: float) -> Optional[Killed]:
    """The last program that the kernel ended for its memory, as `dmesg` tells it. Pure."""
    found = [one for one in map(_KERNEL.search, log.splitlines()) if one is not None and float(one.group(1)) >= since]
    if not found:
        return None
    resident = found[-1].group(3)
    return Killed(found[-1].group(2), int(resident) * 1024 if resident else None)


def _who(killed: Optional[Killed]) -> str:
    if killed is None:
        return "a program of the build was killed"
    held = "" if killed.resident_bytes is None else f", which held {_size(killed.resident_bytes)}"
    return f"the kernel killed {killed.program}{held}"


def _swap(size: int) -> str:
    return f"{_size(size)} of swap" if size else "no swap"


def _size(size: int) -> str:
    return f"{size / 1024 ** 3:.1f} GiB" if size >= 1024**3 else f"{size // 1024 ** 2} MiB"
