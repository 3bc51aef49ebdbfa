"""A step's processes: their start, and their end as a group."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Dict, List

_NOTHING = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def start(program: str, env: Dict[str, str], seconds: float, output: int, told: int, lock: int) -> int:
    """Starts a shell program in a session of its own. Only the timeout around it holds the lock:
    should this program be killed, it ends the step, and with it the lock.
    """
    limit = str(max(1, int(seconds)))
    line = ["timeout", "-k", "10", limit, "sh", "-c", 'exec 9>&-; exec sh "$1"', "sh", program]
    return os.posix_spawnp(
        line[0],
        line,
        env,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, output, 1),
            (os.POSIX_SPAWN_DUP2, output, 2),
            (os.POSIX_SPAWN_DUP2, told, 3),
            (os.POSIX_SPAWN_DUP2, lock, 9),
        ],
        setsid=True,
        setsigdef=[signal.SIGPIPE, signal.SIGHUP],
    )


def has_ended(pid: int) -> bool:
    """Whether it has; its number stays its own until `status_of`."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def status_of(pid: int) -> int:
    """As a shell counts: 128 and the number for one that a signal ended."""
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status if status >= 0 else 128 - status


def members(group: int) -> List[int]:
    """Processes of a group that still run."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                # man 5 proc_pid_stat: after the name in parentheses come state, parent and group.
                state, _, owner = file.read().rpartition(b")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(owner) == group and state not in (b"Z", b"X"):
            found.append(int(name))
    return found


def send(group: int, number: signal.Signals) -> None:
    """To all of a group, those included that a step started as root."""
    try:
        os.killpg(group, number)
    except OSError:
        pass
    if os.getuid() != 0 and members(group):
        subprocess.run(["sudo", "-n", "kill", f"-{number.value}", "--", f"-{group}"], check=False, timeout=10, **_NOTHING)


def end_group(group: int, seconds: float) -> None:
    """Asks what is left of a group to end; kills it when it has not after so many seconds."""
    if not members(group):
        return
    send(group, signal.SIGTERM)
    until = time.monotonic() + seconds
    while members(group):
        if time.monotonic() >= until:
            send(group, signal.SIGKILL)
            return
        time.sleep(0.05)
