"""Why a container does not do what it is for: facts in, a class with a sentence out. Pure."""
from __future__ import annotations

import re
from typing import Iterable, List, NamedTuple, Optional, Sequence

from engine.sockets import Socket
from health.container import Container

_KILLED = 137
_NOT_FOUND = 127
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "armv7l": "arm"}
_EXEC_FORMAT = re.compile(r"exec format error", re.IGNORECASE)
_MOST_QUOTED = 200


class CheckRun(NamedTuple):
    """One run of a container's health check."""

    exit_code: int
    output: str


class Facts(NamedTuple):
    """`restarts` are those that count. `error` is what the engine says of a container that it could not start; `memory` its limit in
    bytes, 0 for none; `checks` are the last runs of its health check, the oldest first. `ports` are those at which it is asked, empty
    where that is not known; `sockets` None where they cannot be seen, or where nobody asks it.
    """

    container: Container
    restarts: int = 0
    is_out_of_memory: bool = False
    error: str = ""
    memory: int = 0
    failing_streak: int = 0
    checks: Sequence[CheckRun] = ()
    ports: Sequence[int] = ()
    sockets: Optional[Sequence[Socket]] = None
    image_architecture: str = ""
    host_machine: str = ""
    lines: Sequence[str] = ()


class Reason(NamedTuple):
    """`kind` is one of those in src/host/events.ts; `text` follows the name of the service in a sentence."""

    kind: str
    text: str


def reason_of(facts: Facts) -> Optional[Reason]:
    """The first that applies, from what causes to what follows from it; None for a container that does what it is for."""
    return (
        _of_program(facts)
        or _of_memory(facts)
        or _of_restarts(facts)
        or _of_end(facts)
        or _of_sockets(facts)
        or _of_check(facts)
        or _of_start(facts)
    )


def is_not_executable(texts: Iterable[str]) -> bool:
    """Whether one of them is the kernel's complaint about a program for another machine."""
    return any(_EXEC_FORMAT.search(text) for text in texts)


def _of_program(facts: Facts) -> Optional[Reason]:
    is_running = facts.container.state == "running" and facts.restarts == 0
    if is_running or not is_not_executable((facts.error, *facts.lines)):
        return None
    host = _ARCHITECTURES.get(facts.host_machine, facts.host_machine)
    if facts.image_architecture and host and facts.image_architecture != host:
        text = f"has an image for {facts.image_architecture}, and this host is {host} (exec format error)"
        return Reason("wrong-architecture", text)
    text = "cannot run its program (exec format error): it is for another CPU architecture, or a script whose first line is not #!"
    return Reason("wrong-architecture", text)


def _of_memory(facts: Facts) -> Optional[Reason]:
    one = facts.container
    if facts.is_out_of_memory and (one.state != "running" or one.health == "unhealthy"):
        what = "has lost a process that" if one.state == "running" else "was killed because it"
        limit = f"its limit of {_size(facts.memory)}" if facts.memory else "the host has"
        return Reason("out-of-memory", f"{what} needed more memory than {limit}")
    # The engine reports no exit code while it runs once more.
    if one.exit_code == _KILLED and (one.has_ended or facts.restarts > 0):
        text = f"was killed (exit code {_KILLED}), by the kernel if the host ran out of memory"
        return Reason("out-of-memory", text)
    return None


def _of_restarts(facts: Facts) -> Optional[Reason]:
    one = facts.container
    if facts.restarts == 0 and one.state != "restarting":
        return None
    code = f", its last exit code is {one.exit_code}" if one.exit_code else ""
    number = "again and again" if facts.restarts == 0 else "once" if facts.restarts == 1 else f"{facts.restarts} times"
    return Reason("restart-loop", f"was restarted {number}{code}")


def _of_end(facts: Facts) -> Optional[Reason]:
    one = facts.container
    if facts.error and one.state != "running":
        return Reason("exited", f"could not be started: {_quoted(facts.error)}")
    if not one.has_ended:
        return None
    meaning = " (its command was not found)" if one.exit_code == _NOT_FOUND else ""
    return Reason("exited", f"ended with exit code {one.exit_code}{meaning}")


def _of_check(facts: Facts) -> Optional[Reason]:
    last = facts.checks[-1] if facts.checks else None
    is_failing = facts.container.health == "starting" and last is not None and last.exit_code != 0
    if facts.container.health != "unhealthy" and not is_failing:
        return None
    if last is None:
        return Reason("health-check", "is unhealthy")
    times = f", {facts.failing_streak} times in a row" if facts.failing_streak > 1 else ""
    said = _quoted(last.output)
    printed = f"; it printed: {said}" if said else "; it printed nothing"
    return Reason("health-check", f"fails its health check with exit code {last.exit_code}{times}{printed}")


def _of_sockets(facts: Facts) -> Optional[Reason]:
    if facts.container.state != "running" or facts.sockets is None:
        return None
    reachable = sorted({one.port for one in facts.sockets if not one.is_loopback})
    inside = sorted({one.port for one in facts.sockets if one.is_loopback} - set(reachable))
    if any(port in reachable for port in facts.ports) or (not facts.ports and reachable):
        return None
    if not facts.sockets:
        return Reason("not-listening", f"does not listen on {_ports(facts.ports) or 'any port'}; it listens on none")
    wanted = [port for port in facts.ports if port in inside] or ([] if facts.ports else inside)
    if wanted:
        return Reason("not-listening", f"listens on 127.0.0.1:{wanted[0]} only; let it bind to 0.0.0.0")
    found = [str(port) for port in reachable] + [f"127.0.0.1:{port}" for port in inside]
    return Reason("not-listening", f"does not listen on {_ports(facts.ports)}; it listens on {', '.join(found)}")


def _of_start(facts: Facts) -> Optional[Reason]:
    one = facts.container
    if one.state == "running":
        return Reason("not-ready", "has not passed its health check yet") if one.health == "starting" else None
    return Reason("not-ready", "has not started yet" if one.state == "created" else f"is {one.state}")


def _ports(ports: Sequence[int]) -> str:
    return f"port {', '.join(map(str, ports))}" if ports else ""


def _size(number: int) -> str:
    return f"{number / 1024**3:.1f} GiB" if number >= 1024**3 else f"{number / 1024**2:.0f} MiB"


def _quoted(text: str) -> str:
    """The last line that says something."""
    lines: List[str] = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    return last if len(last) <= _MOST_QUOTED else f"{last[:_MOST_QUOTED]}…"
