"""Finds the port and the protocol at which a new container of the app answers, before requests are sent to it.

A container may have servers besides the app, such as a console, which listen earlier. So a port that is not the likeliest is only taken
when the container has settled.
"""
from __future__ import annotations

from typing import Callable, List, NamedTuple, Optional, Sequence, Union

from engine.sockets import Socket, listening
from readiness.protocol import Answer, ask
from readiness.request import Request

# For one question; an app that computes longer for its health path is asked again.
_ASK_SECONDS = 30.0
# Ports that web frameworks use, as src/compose/entry/port.ts has them.
USUAL_PORTS = (80, 8080, 8000, 3000, 5000)


class Container(NamedTuple):
    """`address` is that in a network of the host, `pid` its first process on the host."""

    name: str
    address: str
    pid: int


class Wanted(NamedTuple):
    """What is known before: `ports` in the order of likelihood, empty for none; `protocol` None for not known. `is_sure`: the app has no
    other port than these. `is_settled`: what listens now is all that will.
    """

    ports: Sequence[int]
    protocol: Optional[str]
    is_sure: bool = True
    is_settled: bool = True


class Entry(NamedTuple):
    """Where a container answers, and how: `location` is the Location header, '' for none. Of `https` no status is known: it is 0."""

    protocol: str
    port: int
    status: int = 0
    location: str = ""


class NoEntry(NamedTuple):
    """`why` is the end of a sentence that begins with the container's name; `is_final`: waiting longer does not help; `is_listening`:
    something in the container accepts connections.
    """

    why: str
    is_final: bool = False
    is_listening: bool = False


Ask = Callable[[str, int, Request, float], Optional[Answer]]


def find_entry(
    container: Container, wanted: Wanted, request: Request, proc: str = "/proc", ask_port: Ask = ask
) -> Union[Entry, NoEntry]:
    """Asks once. The caller waits and asks again until its time is over."""
    return _Search(container, wanted, request, listening(container.pid, proc), ask_port).found()


class _Search:
    def __init__(self, container: Container, wanted: Wanted, request: Request, sockets: Optional[List[Socket]], ask_port: Ask) -> None:
        self._container = container
        self._wanted = wanted
        self._request = request
        self._ask_port = ask_port
        # Where the sockets cannot be seen the ports that are likely are asked.
        self._reachable = list(wanted.ports) if sockets is None else [one.port for one in sockets if not one.is_loopback]
        self._hidden = [one.port for one in sockets or [] if one.is_loopback]
        self._spoken: Optional[NoEntry] = None

    def found(self) -> Union[Entry, NoEntry]:
        expected = [port for port in self._wanted.ports or sorted(self._reachable, key=_rank) if port in self._reachable]
        if not expected:
            return self._elsewhere()
        if not self._wanted.is_settled and len(self._wanted.ports) != 1:
            return self._likeliest(expected) or self._still_starting(expected)
        answering = self._answering(expected)
        if len(answering) > 1 and answering[-1].port not in USUAL_PORTS:
            found = ", ".join(str(entry.port) for entry in answering)
            return NoEntry(f"answers on several ports ({found}): name one as app-port", is_final=True, is_listening=True)
        return answering[-1] if answering else self._silent(expected)

    def _likeliest(self, expected: List[int]) -> Optional[Entry]:
        """The first one, if there are grounds to prefer it."""
        first = self._wanted.ports[0] if self._wanted.ports else expected[0]
        answering = self._answering([first]) if first in USUAL_PORTS and first in expected else []
        return answering[0] if answering else None

    def _elsewhere(self) -> Union[Entry, NoEntry]:
        """None of the ports that were expected accepts connections: of an app that may have another, the only one that answers is it."""
        hidden = [port for port in self._hidden if not self._wanted.ports or port in self._wanted.ports]
        if self._wanted.is_settled and not self._wanted.is_sure and not hidden:
            answering = [entry for entry in self._answering(self._reachable) if entry.protocol != "https"]
            if len(answering) == 1:
                return answering[0]
            if answering:
                found = ", ".join(str(entry.port) for entry in answering)
                missing = f"does not listen on port {_listed(self._wanted.ports)}"
                return NoEntry(f"{missing}, and answers on several others ({found}): name one as app-port", is_listening=True)
        return self._nowhere(hidden)

    def _nowhere(self, hidden: List[int]) -> NoEntry:
        is_listening = bool(self._reachable or self._hidden)
        if hidden:
            return NoEntry(f"listens on 127.0.0.1:{hidden[0]} only; let it bind to 0.0.0.0", is_listening=is_listening)
        if self._wanted.ports and self._reachable:
            text = f"does not listen on port {_listed(self._wanted.ports)}; it listens on {_listed(self._reachable)}"
            return NoEntry(text, is_listening=is_listening)
        return NoEntry("does not listen on any port", is_listening=is_listening)

    def _answering(self, ports: List[int]) -> List[Entry]:
        """In this order, and none after one that web frameworks use: that is taken."""
        found: List[Entry] = []
        for port in ports:
            answer = self._ask_port(self._container.address, port, self._request, _ASK_SECONDS)
            if answer is not None and self._wanted.protocol in (None, answer.protocol):
                found.append(Entry(answer.protocol, port, answer.status, answer.location))
                if port in USUAL_PORTS:
                    break
            elif answer is not None:
                text = f"speaks {answer.protocol} on port {port}, and app-protocol is {self._wanted.protocol}"
                self._spoken = NoEntry(text, is_final=True, is_listening=True)
        return found

    def _silent(self, expected: List[int]) -> NoEntry:
        text = f"does not answer on port {_listed(expected)}, neither in HTTP nor in uwsgi"
        return self._spoken or NoEntry(text, is_listening=True)

    def _still_starting(self, expected: List[int]) -> NoEntry:
        likely = self._wanted.ports[0] if self._wanted.ports else None
        missing = "" if likely is None else f", and does not answer on {likely}"
        return NoEntry(f"listens on port {_listed(expected)}{missing}", is_listening=True)


def _rank(port: int) -> int:
    return USUAL_PORTS.index(port) if port in USUAL_PORTS else len(USUAL_PORTS)


def _listed(ports: Sequence[int]) -> str:
    return ", ".join(map(str, ports))
