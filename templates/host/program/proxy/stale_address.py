"""A stack's own nginx resolves the names of other services when it loads its configuration, and keeps the addresses: one that a recreated
service had before may by now be nobody's, or another service's."""
from __future__ import annotations

from typing import Callable, List, NamedTuple, Optional

from command.clock import Clock, Deadline
from engine.docker import Docker
from proxy.nginx import reload, workers_of

# What a proxy answers for a service that it does not reach.
_UNREACHED = (502, 503, 504)
_PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 1.0
_FORMAT = "{{.Id}} {{.State.StartedAt}}"


class Front(NamedTuple):
    """The stack's own proxy. `ask` gives the status that it answers with, None if it does not; `restart` starts it again."""

    service: str
    ask: Callable[[], Optional[int]]
    restart: Callable[[], bool]


class StaleAddress:
    def __init__(self, docker: Docker, log: Callable[[str], None], clock: Clock, deadline: Deadline) -> None:
        self._docker = docker
        self._log = log
        self._clock = clock
        self._deadline = deadline

    def forget(self, front: Front) -> None:
        """Has the proxy resolve names again where it has to; a failure shows in the check from outside.

        nginx is reloaded whenever a service was started after it, which no visitor notices; any other proxy is restarted if it still does
        not reach its service after some time.
        """
        container = self._docker.running(front.service)
        if container is None:
            return
        is_nginx = bool(workers_of(self._docker, container))
        if is_nginx and self._is_older_than_others(container):
            self._log(f"{front.service} resolves the names of recreated services again")
            reload(self._docker, container)
        if self._reaches(front):
            return
        self._log(f"{front.service} answers {front.ask()}: it may use the address of a container that is gone")
        is_done = reload(self._docker, container) if is_nginx else front.restart()
        if not is_done or not self._reaches(front):
            self._log(f"{front.service} still does not reach its service")

    def _is_older_than_others(self, container: str) -> bool:
        """Whether another container of the project was started after this one."""
        running = self._docker.containers("status=running")
        words: List[List[str]] = [
            line.split() for line in self._docker.output("inspect", "--format", _FORMAT, *running).splitlines()
        ]
        started = {pair[0]: pair[1] for pair in words if len(pair) == 2}
        own = started.get(container)
        return own is not None and any(at > own for one, at in started.items() if one != container)

    def _reaches(self, front: Front) -> bool:
        """Whether its service answers through the proxy, or the proxy says nothing of the kind. It may still be on its way."""
        until = self._clock.now() + min(_PATIENCE_SECONDS, self._deadline.left())
        while front.ask() in _UNREACHED:
            if self._clock.now() >= until:
                return False
            self._clock.sleep(_PAUSE_SECONDS)
        return True
