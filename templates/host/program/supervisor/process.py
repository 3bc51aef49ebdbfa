"""A step's processes: their start, and their end all together."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Callable, Dict, List, NamedTuple

from supervisor.descriptors import high_pipe


class Process(NamedTuple):
    """A step's process, and our ends of the pipes to it: `turn` is its standard input."""

    pid: int
    turn: int
    output: int
    told: int


def start(program: List[str], env: Dict[str, str], seconds: float, lock: int) -> Process:
    """Starts a program in a session of its own, which waits for its turn. Only the timeout around it holds the lock:
    should this program be killed, it ends the step, and with it the lock.
    """
    turn, turn_in = high_pipe()
    output, output_in = high_pipe()
    told, told_in = high_pipe()
    pid = _spawn(program, env, seconds, turn, output_in, told_in, lock)
    for descriptor in (turn, output_in, told_in):
        os.close(descriptor)
    return Process(pid, turn_in, output, told)


def _spawn(program: List[str], env: Dict[str, str], seconds: float, turn: int, output: int, told: int, lock: int) -> int:
    limit = str(max(1, int(seconds)))
    line = ["timeout", "-k", "10", limit, "sh", "-c", 'exec 9>&-; exec "$@"', "sh", *program]
    return os.posix_spawnp(
        line[0],
        line,
        env,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, turn, 0),
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


def members(session: int) -> List[int]:
    """Processes of a session that still run, whatever their group: `timeout` makes one of its own for what it runs."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                # man 5 proc_pid_stat: after the name in parentheses come state, parent, group and session.
                state, _, _, owner = file.read().rpartition(b")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(owner) == session and state not in (b"Z", b"X"):
            found.append(int(name))
    return found


def send(session: int, number: signal.Signals) -> None:
    """To all of a session, those included that a step started as root. That one cannot be reached must not keep the others."""
    _sent(os.killpg, session, number)
    others = [pid for pid in members(session) if not _sent(os.kill, pid, number)]
    if others and os.getuid() != 0:
        line = ["sudo", "-n", "kill", f"-{number.value}", *map(str, others)]
        try:
            subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=10)
        except (OSError, subprocess.TimeoutExpired):
            pass


def _sent(kill: Callable[[int, int], None], whom: int, number: signal.Signals) -> bool:
    """False: somebody else's."""
    try:
        kill(whom, number)
    except PermissionError:
        return False
    except ProcessLookupError:
        pass
    return True


def end_session(session: int, seconds: float) -> None:
    """Asks what is left of a session to end; kills it when it has not after so many seconds."""
    if not members(session):
        return
    send(session, signal.SIGTERM)
    until = time.monotonic() + seconds
    while members(session):
        if time.monotonic() >= until:
            send(session, signal.SIGKILL)
            return
        time.sleep(0.05)
