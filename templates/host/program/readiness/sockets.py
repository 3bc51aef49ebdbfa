"""What a container listens on, read from the kernel's table of sockets in its network namespace (man proc: /proc/PID/net/tcp)."""
from __future__ import annotations

from typing import List, NamedTuple, Optional

_LISTEN = "0A"
_LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")


class Listening(NamedTuple):
    """A TCP socket that accepts connections; `is_loopback`: only from inside the container."""

    port: int
    is_loopback: bool


def listening(pid: int, proc: str = "/proc") -> List[Listening]:
    """Sockets of the process's network namespace, by port. Empty if the process is gone or may not be seen."""
    lines = [line for name in ("tcp", "tcp6") for line in _lines(f"{proc}/{pid}/net/{name}")]
    found = {socket for socket in map(_parse, lines) if socket is not None}
    return sorted(found)


def _lines(path: str) -> List[str]:
    try:
        with open(path, encoding="ascii") as file:
            return file.read().splitlines()[1:]
    except OSError:
        return []


def _parse(line: str) -> Optional[Listening]:
    fields = line.split()
    if len(fields) < 4 or fields[3] != _LISTEN:
        return None
    address, port = fields[1].rsplit(":", 1)
    return Listening(int(port, 16), address in _LOOPBACK)
