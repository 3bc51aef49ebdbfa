"""TCP sockets of a container, as /proc shows them of its first process (man proc: /proc/PID/net/tcp)."""
from __future__ import annotations

import re
from typing import List, NamedTuple, Optional

# Hexadecimal, as in tcp_states.h of Linux.
ESTABLISHED = "01"
LISTEN = "0A"
# 127.0.0.0/8, ::1 and ::ffff:127.0.0.0/104, as /proc writes them.
_LOOPBACK = re.compile(r"(?:0000000000000000FFFF0000)?[0-9A-F]{6}7F|0{24}01000000")
# Docker's own resolver (127.0.0.11), which is in every container of a network that the project has.
_RESOLVER = "0B00007F"


class Socket(NamedTuple):
    """By its local end; `is_loopback`: only from inside the container."""

    port: int
    state: str
    is_loopback: bool


def parse_sockets(table: str) -> List[Socket]:
    """The sockets of a table; its heading is passed over, and Docker's resolver."""
    rows = [line.split() for line in table.splitlines()]
    return [_parse(row[1], row[3]) for row in rows if len(row) > 3 and ":" in row[1] and not row[1].startswith(_RESOLVER)]


def sockets_of(pid: int, port: int, state: str) -> Optional[int]:
    """As `count_sockets`, of the network that a process is in; None where /proc does not show it."""
    tables = _tables(pid, "/proc")
    return None if tables is None else count_sockets(tables, port, state)


def listening(pid: int, proc: str = "/proc") -> Optional[List[Socket]]:
    """The sockets that accept connections, by port; None of a process that is gone or may not be seen."""
    tables = _tables(pid, proc)
    return None if tables is None else sorted({socket for socket in parse_sockets(tables) if socket.state == LISTEN})


def _tables(pid: int, proc: str) -> Optional[str]:
    if pid == 0:
        return None
    try:
        with open(f"{proc}/{pid}/net/tcp", encoding="ascii") as file:
            tables = file.read()
    except OSError:
        return None
    try:
        with open(f"{proc}/{pid}/net/tcp6", encoding="ascii") as file:
            tables += file.read()
    except OSError:
        # A host without IPv6 has none.
        pass
    return tables


def _parse(local: str, state: str) -> Socket:
    address, _, port = local.partition(":")
    return Socket(int(port, 16), state, _LOOPBACK.fullmatch(address) is not None)


def count_sockets(table: str, port: int, state: str) -> int:
    """How many are at a local port in one state, but for those of the container with itself: a health check is no visitor."""
    return parse_sockets(table).count(Socket(port, state, is_loopback=False))


def unix_connections(path: str, table: str = "/proc/net/unix") -> int:
    """How many connections a Unix socket has, those included that wait to be accepted."""
    try:
        with open(table, encoding="utf-8", errors="surrogateescape") as file:
            return count_unix(file.read(), path)
    except OSError:
        return 0


def count_unix(table: str, path: str) -> int:
    """As `unix_connections`. The state of one that waits is CONNECTING (2), of one that was accepted CONNECTED (3): net.h of Linux."""
    rows = [line.split(None, 7) for line in table.splitlines()]
    return sum(len(row) == 8 and row[7] == path and row[5] in ("02", "03") for row in rows)
