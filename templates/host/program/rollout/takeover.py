"""Puts the app's containers of one release in the place of those of another without losing a request."""
from __future__ import annotations

from typing import Callable, List, NamedTuple, Optional

from engine.sockets import ESTABLISHED, sockets_of
from health.container import Container
from job.document import App
from readiness.entry import Entry
from rollout.app_containers import AppContainer, app_containers, fallen
from rollout.drain import drain
from rollout.entry_wait import NoAnswer
from rollout.host import Host
from rollout.new_container import NewContainerWait
from rollout.one_shots import OneShots
from rollout.stopping import Stopping


class NotTakenOver(Exception):
    """Why, as the end of a sentence."""


class TakenOver(NamedTuple):
    """Where the app answers, and the old containers, which still stop."""

    entry: Entry
    stopping: Stopping


class Takeover:
    """`app` is that of the release to come, `before` are the project's containers as they were when the step began. `meanwhile` is called
    when only in-flight requests are waited for.
    """

    def __init__(
        self,
        host: Host,
        app: App,
        replicas: int,
        before: List[Container],
        one_shots: OneShots,
        wait: NewContainerWait,
        meanwhile: Callable[[], None],
    ) -> None:
        self._host = host
        self._app = app
        self._replicas = replicas
        self._before = before
        self._one_shots = one_shots
        self._wait = wait
        self._meanwhile = meanwhile

    def run(self, release: str, found: List[AppContainer]) -> Optional[TakenOver]:
        """The app's containers of this release start in parallel with those of others; when they are healthy the reverse proxy is turned
        to them, and the others stop with their in-flight requests answered. Also the way back: containers of this release that still
        run are taken as they are. `found` are the app's containers of all releases. None if there was no other to take over from: then
        nothing was done.

        :raises NotTakenOver: they do not become healthy, or the proxy cannot be turned; then it still asks the others
        """
        gone = fallen(found, release)
        for one in gone:
            self._host.docker.run("rm", "--force", one)
        found = self._listed() if gone else found
        others = [one for one in found if one.release != release]
        if not any(one.state == "running" for one in others):
            return None
        missing = self._replicas - (len(found) - len(others))
        if missing > 0:
            self._start(release, self._of_this_service(others))
        new = self._new(release)
        entry = [self._serves_already(one, release) or self._ready(one) for one in new][0]
        self._stay_ready(new)
        if not self._host.proxy.show_release(release, self._app, entry):
            raise NotTakenOver(f"{self._host.proxy.service} could not be switched to it (is the disk full?); the old one was never stopped")
        self._meanwhile()
        self._drain(others, entry)
        # What was another service there may still be one of the stack: compose knows.
        return TakenOver(entry, Stopping(self._host, self._app.service, [one.id for one in self._of_this_service(others)]))

    def _listed(self) -> List[AppContainer]:
        found = app_containers(self._host.docker, self._app.service)
        if found is None:
            raise NotTakenOver("its containers could not be listed")
        return found

    def _of_this_service(self, containers: List[AppContainer]) -> List[AppContainer]:
        return [one for one in containers if one.service in (self._app.service, "")]

    def _start(self, release: str, others: List[AppContainer]) -> None:
        service = self._app.service
        if not self._one_shots.remove_ended():
            raise NotTakenOver("the one-shot services that it depends on could not be removed to run again")
        self._host.report.log(f"Starting {service} of release {release} alongside the current one")
        self._host.report.waiting_for(f"docker compose to start {service}")
        # Not --no-deps: older versions of compose would note another configuration for it, and start it a second time in the up
        # after this.
        words = ("up", "--detach", "--no-recreate", "--scale", f"{service}={len(others) + self._replicas}", service)
        if self._host.compose.show(release, *words, limit_seconds=self._host.deadline.left()) != 0:
            raise NotTakenOver(f"docker compose did not start it{self._one_shots.failures()}")

    def _new(self, release: str) -> List[AppContainer]:
        new = [one for one in self._listed() if one.release == release]
        if not new:
            raise NotTakenOver("docker compose did not start it")
        return new

    def _ready(self, container: AppContainer) -> Entry:
        try:
            return self._wait.until_ready(container.id, self._app)
        except NoAnswer as error:
            raise NotTakenOver(f"it {error}; the old one was never stopped") from error

    def _serves_already(self, container: AppContainer, release: str) -> Optional[Entry]:
        """Where it has been asked since before this step began: then there is nothing to find out, as on the way back from a release
        that was never shown.
        """
        is_running = any(one.id == container.id and one.state == "running" for one in self._before)
        target = self._host.proxy.live.target()
        return target.entry if is_running and target is not None and target.release == release else None

    def _stay_ready(self, new: List[AppContainer]) -> None:
        reason = self._wait.stay_ready([one.id for one in new], self._app.service)
        if reason:
            raise NotTakenOver(f"it {reason}; the old one was never stopped")

    def _drain(self, others: List[AppContainer], entry: Entry) -> None:
        default = self._app._replace(ports=[entry.port])
        sockets = [
            (self._host.docker.pid(one.id), port) for one in others for port in self._host.releases.app(one.release, default).ports
        ]
        self._host.report.waiting_for(f"in-flight requests to the old {self._app.service}")
        seconds = self._host.drain_seconds
        still_open = drain(lambda: sum(sockets_of(pid, port, ESTABLISHED) or 0 for pid, port in sockets), self._host.clock, seconds)
        if still_open:
            self._host.report.log(f"{still_open} connections to the old {self._app.service} are still open; stopping it now")
