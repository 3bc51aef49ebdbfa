"""Puts one release in the place of another, without Docker: the same forwards and on the way back.

The order is that of docs/zero-downtime.md: the new release starts next to the old one, with a socket of its own; when it answers, a link
that nginx reads at every request is turned; the old one answers what it was asked, and stops. It only goes forward: if it fails, or is
ended, the release before has to be put in place again.
"""
from __future__ import annotations

from typing import List

from command.failed import Failed
from command.privileged import Privileged
from engine.sockets import unix_connections
from health.patience import HealthTimes, patience
from health.reason import Reason
from job.document import App, JobDocument
from native.ask import Question, Target
from native.fault import fault_of
from native.journal import Journal
from native.layout import Layout
from native.readiness import NotReady, ReadinessWait, Web
from native.release_units import ReleaseUnits
from native.root_files import RootFiles
from native.stop_first import StopFirst
from native.systemd import Systemd
from proxy import live_link
from readiness.request import Request
from rollout.drain import drain
from rollout.host import Host
from rollout.records import SwitchRecords

CODE = "release-unhealthy"
_STOP_SECONDS = 60.0


class Switch:
    """`app` is that of the release to come. `is_back`: this is the way back."""

    def __init__(self, host: Host, job: JobDocument, layout: Layout, bundle: str, app: App, is_back: bool = False) -> None:
        self._host = host
        self._job = job
        self._layout = layout
        self._app = app
        privileged = Privileged(host.commands)
        self._files = RootFiles(privileged, CODE)
        self._systemd = Systemd(privileged)
        self._units = ReleaseUnits(layout, self._systemd)
        self._stop_first = StopFirst(layout, self._systemd, self._files)
        self._journal = Journal(host.report, self._systemd, job.site)

        def ask(target: Target, seconds: float) -> Question:
            return Question(host.commands, bundle, target, seconds)

        self._wait = ReadinessWait(self._systemd, ask, host.clock, takes_errors=is_back)

    def run(self, release: str) -> None:
        """:raises Failed: release-unhealthy; the log has the last lines of what did not come up"""
        self._units.put(release, self._files)
        old = [one for one in self._units.running() if one != release]
        shown = self._host.proxy.live.target()
        try:
            if self._app.is_start_first or not old:
                self._beside(release, old)
            else:
                self._instead(release, old)
            self._start_workers(release)
        except NotReady as error:
            raise Failed(CODE, self._journal.explain(error, release)) from error
        self._retire(old, [one for one in old if shown is not None and one == shown.release])
        try:
            SwitchRecords(self._host.releases).note_up(release, self._units.all(release))
        except OSError as error:
            raise Failed(CODE, f"the record of release {release} cannot be written (is the disk full?): {error}") from error

    def _beside(self, release: str, old: List[str]) -> None:
        if not self._serves_already(release):
            if old:
                self._host.report.log(f"Starting release {release} alongside the current one")
            self._start_socket(release)
            self._systemd.start([self._layout.web_unit(release)], waits=False)
            self._until_ready(release)
        self._stop_workers(old)
        self._turn(release, old)

    def _instead(self, release: str, old: List[str]) -> None:
        """With too little memory for both: visitors wait in the new release's socket while the old one ends and the new one starts."""
        self._host.report.log(f"Stopping the current release before release {release} starts: visitors wait for it")
        self._stop_workers(old)
        web = [self._layout.web_unit(one) for one in old]
        with self._stop_first.applied(release, web):
            self._start_socket(release)
            self._turn(release, old)
            self._systemd.stop([self._layout.socket_unit(one) for one in old])
            self._host.report.waiting_for("the old release to stop and the new one to start")
            self._systemd.start([self._layout.web_unit(release)], self._host.deadline.left())
            self._until_ready(release)

    def _serves_already(self, release: str) -> bool:
        """It has been asked since before this step began: there is nothing to find out, as on the way back from a release that was
        never shown.
        """
        target = self._host.proxy.live.target()
        is_live = target is not None and target.release == release and self._host.releases.current() == release
        states = self._systemd.states(self._units.web(release)) or {}
        return is_live and len(states) > 1 and all(one.active == "active" for one in states.values())

    def _start_socket(self, release: str) -> None:
        unit = self._layout.socket_unit(release)
        if not self._systemd.start([unit]):
            raise NotReady("the socket", unit, Reason("other", "could not be made"))

    def _until_ready(self, release: str) -> None:
        run, native = self._job.run, self._job.native
        unit = self._layout.web_unit(release)
        request = Request(self._job.site.certificate_name, self._app.health_path)
        target = Target(self._layout.socket_path(release), self._protocol(), request)
        most = 0 if native is None else native.memory_max_bytes or 0
        web = Web(unit, target, self._systemd.state(unit).restarts, most)
        times = HealthTimes(run.health_seconds, run.health_timeout_seconds)
        self._host.report.waiting_for(f"release {release} to answer {self._app.health_path}")
        self._wait.until_ready(web, patience([], times, self._host.deadline.left()))
        if run.min_ready_seconds > 0:
            self._host.report.waiting_for(f"release {release} to stay up for {run.min_ready_seconds:.0f} s")
        self._wait.stay_ready(web, run.min_ready_seconds)

    def _turn(self, release: str, old: List[str]) -> None:
        """To be called when the new release's socket listens. At the next start of the host it is the one that is started."""
        releases = self._host.releases
        if not self._systemd.enable(self._units.all(release)):
            raise Failed(CODE, f"the units of release {release} could not be enabled; nothing was stopped")
        try:
            releases.switch_to(release)
        except OSError as error:
            raise Failed(CODE, f"{releases.link} could not be switched (is the disk full?); nothing was stopped: {error}") from error
        if not self._host.proxy.show(live_link.Target(self._protocol(), live_link.UNIX, release)):
            raise Failed(CODE, f"nginx could not be switched to release {release} (is the disk full?); the old one was never stopped")
        self._systemd.disable([unit for one in old for unit in self._units.all(one)])

    def _protocol(self) -> str:
        return self._app.protocol or "http"

    def _stop_workers(self, old: List[str]) -> None:
        """Two releases of a worker would do the same work."""
        workers = [unit for one in old for unit in self._units.workers(one)]
        if workers:
            self._host.report.waiting_for("the old workers to stop")
            self._systemd.stop(workers, _STOP_SECONDS)

    def _start_workers(self, release: str) -> None:
        workers = self._units.workers(release)
        if not workers:
            return
        self._host.report.waiting_for(f"the workers of release {release} to start")
        before = {unit: state.restarts for unit, state in (self._systemd.states(workers) or {}).items()}
        self._systemd.start(workers, _STOP_SECONDS)
        until = self._host.clock.now() + self._job.run.pace.watch_seconds
        while self._host.clock.now() < until:
            self._host.clock.sleep(0.5)
            for unit, state in (self._systemd.states(workers) or {}).items():
                name = unit.partition("@")[0][len(self._layout.name) + 1 :]
                fault = fault_of(name, state, min(before.get(unit, 0), state.restarts))
                if fault is not None:
                    raise NotReady(f"the worker {name}", unit, fault)

    def _retire(self, old: List[str], asked: List[str]) -> None:
        """The socket is stopped first: a late connection would start the release once more. Of those that visitors were led to (`asked`)
        in-flight requests are waited for.
        """
        if not old:
            return
        paths = [self._layout.socket_path(one) for one in asked]
        self._host.report.waiting_for("in-flight requests to the old release")
        still_open = drain(lambda: sum(map(unix_connections, paths)), self._host.clock, self._host.drain_seconds)
        if still_open:
            self._host.report.log(f"{still_open} connections to the old release are still open; stopping it now")
        self._host.report.waiting_for("the old release to stop")
        self._systemd.stop([self._layout.socket_unit(one) for one in old], _STOP_SECONDS)
        web = [self._layout.web_unit(one) for one in old]
        if not self._systemd.stop(web, _STOP_SECONDS):
            self._host.report.log("The old release could not be stopped")
        for unit, state in (self._systemd.states(web) or {}).items():
            if state.result == "timeout":
                self._host.report.log(f"{unit} did not end within its stop timeout, and was killed")
