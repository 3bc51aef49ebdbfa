"""Finds the port and the protocol at which a new container of the app answers, before requests are sent to it."""
from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Union

from engine.sockets import Socket, listening
from readiness.protocol import Answer, ask
from readiness.request import Request

# For one question; an app that computes longer for its health path is asked again.
_ASK_SECONDS = 30.0


class Container(NamedTuple):
    """`address` is that in a network of the host, `pid` its first process on the host."""

    name: str
    address: str
    pid: int


class Wanted(NamedTuple):
    """What is known before: `ports` in the order of likelihood, empty for none; `protocol` None for not known."""

    ports: Sequence[int]
    protocol: Optional[str]


class Entry(NamedTuple):
    """Where a container answers, and how: `location` is the Location header, '' for none. Of `https` no status is known: it is 0."""

    protocol: str
    port: int
    status: int = 0
    location: str = ""


class NoEntry(NamedTuple):
    """`why` is the end of a sentence that begins with the container's name; `is_final`: waiting longer does not help."""

    why: str
    is_final: bool = False


def find_entry(container: Container, wanted: Wanted, request: Request, proc: str = "/proc") -> Union[Entry, NoEntry]:
    """Asks once. The caller waits and asks again until its time is over."""
    sockets = listening(container.pid, proc)
    ports = _to_ask(wanted, sockets)
    if not ports:
        return _nowhere(wanted, sockets)
    spoken = None
    answering: List[Entry] = []
    for port in ports:
        answer = ask(container.address, port, request, _ASK_SECONDS)
        if answer is not None and _fits(answer, wanted):
            answering.append(Entry(answer.protocol, port, answer.status, answer.location))
            if wanted.ports:
                break
        elif answer is not None:
            spoken = NoEntry(f"speaks {answer.protocol} on port {port}, and app-protocol is {wanted.protocol}", is_final=True)
    if len(answering) == 1:
        return answering[0]
    if answering:
        found = ", ".join(str(entry.port) for entry in answering)
        return NoEntry(f"answers on several ports ({found}): name one as app-port", is_final=True)
    return spoken or NoEntry(f"does not answer on port {', '.join(map(str, ports))}, neither in HTTP nor in uwsgi")


def _to_ask(wanted: Wanted, sockets: List[Socket]) -> List[int]:
    """Where the sockets cannot be seen the ports that are likely are asked."""
    if not sockets:
        return list(wanted.ports)
    reachable = [one.port for one in sockets if not one.is_loopback]
    if wanted.ports:
        return [port for port in wanted.ports if port in reachable]
    return reachable


def _nowhere(wanted: Wanted, sockets: List[Socket]) -> NoEntry:
    loopback = [one.port for one in sockets if one.is_loopback and (not wanted.ports or one.port in wanted.ports)]
    if loopback:
        return NoEntry(f"listens on 127.0.0.1:{loopback[0]} only; let it bind to 0.0.0.0")
    others = ", ".join(str(one.port) for one in sockets if not one.is_loopback)
    if wanted.ports and others:
        return NoEntry(f"does not listen on port {', '.join(map(str, wanted.ports))}; it listens on {others}")
    return NoEntry("does not listen on any port")


def _fits(answer: Answer, wanted: Wanted) -> bool:
    return wanted.protocol is None or answer.protocol == wanted.protocol
