"""The memory of this host."""
from __future__ import annotations

import re
from typing import Dict


def read_memory(path: str = "/proc/meminfo") -> Dict[str, int]:
    """Bytes by name: `MemTotal`, `MemAvailable`, `SwapTotal`, `SwapFree` (man 5 proc_meminfo)."""
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            lines = file.readlines()
    except OSError:
        return {}
    found = (re.match(r"(\w+): +(\d+) kB", line) for line in lines)
    return {line.group(1): int(line.group(2)) * 1024 for line in found if line is not None}
