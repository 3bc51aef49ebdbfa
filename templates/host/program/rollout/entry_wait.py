"""Waits until a container of the app answers a request: its port and protocol are known from then on."""
from __future__ import annotations

from typing import Callable, Dict, Optional, Set, Union

from health.container import Container
from health.patience import pause
from job.document import App
from readiness import entry as readiness
from readiness.entry import Entry, NoEntry
from readiness.request import Request
from rollout.app_containers import app_containers
from rollout.host import Host

_SERVER_ERROR = 500
# Before the time to wait is over the container is asked once more, as if it had settled.
_LAST_SECONDS = 5.0


class NoAnswer(Exception):
    """Why, as the end of a sentence that begins with the service."""


Find = Callable[[readiness.Container, readiness.Wanted, Request], Union[Entry, NoEntry]]


class EntryWait:
    """`name` is the site's. On the way back `takes_errors`: a release that served before goes back whatever it answers now. A container has
    settled `settle_seconds` after its first port listens.
    """

    def __init__(self, host: Host, name: str, takes_errors: bool, settle_seconds: float, find: Find = readiness.find_entry) -> None:
        self._host = host
        self._name = name
        self._takes_errors = takes_errors
        self._settle_seconds = settle_seconds
        self._find = find
        self._listening_since: Dict[str, float] = {}
        self._told: Set[int] = set()

    def ask(self, container: Container, app: App, seconds_left: float) -> Union[Entry, NoEntry]:
        """Asks once. With a health check of its own the container decides itself whether it is well, else its answer does."""
        one = readiness.Container(container.service, *self._host.docker.place(container.id))
        is_settled = seconds_left < _LAST_SECONDS or self._has_settled(container)
        wanted = readiness.Wanted(app.ports, app.protocol, app.has_sure_ports, is_settled)
        found = self._find(one, wanted, Request(self._name, app.health_path))
        if isinstance(found, NoEntry):
            if found.is_listening:
                self._listening_since.setdefault(container.id, self._host.clock.now())
            return found
        if container.health or self._takes_errors or found.status < _SERVER_ERROR:
            self._tell(app, found.port)
            return found
        return NoEntry(f"answers {app.health_path} with HTTP {found.status}", is_listening=True)

    def _has_settled(self, container: Container) -> bool:
        since = self._listening_since.get(container.id)
        return since is not None and self._host.clock.now() - since >= self._settle_seconds

    def _tell(self, app: App, port: int) -> None:
        if not app.ports or port == app.ports[0] or port in self._told:
            return
        self._told.add(port)
        text = f"{app.service} does not answer on port {app.ports[0]} but on {port}, which is used. Name it as app-port to skip the wait"
        self._host.report.log(text)

    def noted(self, app: App) -> Optional[Entry]:
        """On the way back, what is known of the release: one that served is asked again, even if it does not answer in time."""
        is_known = self._takes_errors and app.protocol is not None and len(app.ports) == 1
        return Entry(app.protocol or "", app.ports[0]) if is_known else None

    def until_found(self, release: str, app: App, seconds: float) -> Entry:
        """Asks the running containers of a release in turn until one answers.

        :raises NoAnswer: none does
        """
        began = self._host.clock.now()
        reason = "has no running container"
        self._host.report.waiting_for(f"{app.service} to answer")
        while True:
            left = seconds - (self._host.clock.now() - began)
            for container in self._running(release, app):
                found = self.ask(container, app, left)
                if isinstance(found, Entry):
                    return found
                reason = found.why
                if found.is_final:
                    raise NoAnswer(reason)
            waited = self._host.clock.now() - began
            noted = self.noted(app)
            if waited >= seconds and noted is not None:
                return noted
            if waited >= seconds:
                raise NoAnswer(f"{reason} after {seconds:.0f} s")
            self._host.clock.sleep(pause(waited))

    def _running(self, release: str, app: App) -> list[Container]:
        listed = app_containers(self._host.docker, app.service) or []
        own = [one for one in listed if one.state == "running" and one.release in (release, "")]
        # Whether one has a health check matters no more: the project was waited for.
        return [Container(app.service, one.state, "healthy", 0, 0, one.id) for one in own]
