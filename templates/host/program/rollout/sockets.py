"""How many TCP sockets a container has at its port, as /proc shows it of the container's first process."""
from __future__ import annotations

from typing import Optional

# Hexadecimal, as in tcp_states.h of Linux.
ESTABLISHED = "01"
LISTEN = "0A"
# 127.0.0.1, ::1 and ::ffff:127.0.0.1, as /proc writes them: a health check from within is no visitor.
_LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")


def count_sockets(table: str, port: int, state: str) -> int:
    """Counts the sockets of /proc/<pid>/net/tcp or tcp6 at a local port in one state, but for those of the container with itself."""
    suffix = f":{port:04X}"
    rows = [line.split()[1:4] for line in table.splitlines() if len(line.split()) > 3]
    return sum(
        1
        for local, _, its_state in rows
        if local.endswith(suffix) and its_state == state and local.partition(":")[0] not in _LOOPBACK
    )


def sockets_of(pid: int, port: int, state: str) -> Optional[int]:
    """Those of the network that a process is in; None where /proc does not show it."""
    if pid == 0:
        return None
    try:
        with open(f"/proc/{pid}/net/tcp", encoding="ascii") as file:
            tables = file.read()
    except OSError:
        return None
    try:
        with open(f"/proc/{pid}/net/tcp6", encoding="ascii") as file:
            tables += file.read()
    except OSError:
        # A host without IPv6 has none.
        pass
    return count_sockets(tables, port, state)
