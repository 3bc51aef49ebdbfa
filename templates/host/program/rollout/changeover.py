"""Puts one release in the place of another: the app, then what else changed. The same forwards and on the way back."""
from __future__ import annotations

from typing import AbstractSet, List, Optional

from command.failed import Failed
from health.checks import Checks
from health.container import Container
from health.diagnosis import Asked, Diagnoses
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import HealthTimes
from health.redaction import SiteValues
from health.wait import HealthWait, Unhealthy
from job.document import App, JobDocument
from proxy.proxy import Start
from proxy.replacement import Replacement
from readiness.entry import Entry
from rollout.app_containers import AppContainer, of_app, project_containers, wanted_replicas
from rollout.entry_wait import EntryWait, NoAnswer
from rollout.failed_containers import FailedContainers
from rollout.host import Host
from rollout.new_container import NewContainerWait
from rollout.one_shots import OneShots
from rollout.other_services import OtherServices
from rollout.records import SwitchRecords, running_containers
from rollout.stopping import NotStopped
from rollout.takeover import NotTakenOver, TakenOver, Takeover
from rollout.temporary_proxy import DRAIN_SECONDS, ProxyUnhealthy, TemporaryProxy

CODE = "containers-unhealthy"


class Changeover:
    """`app` is that of the release to come; `one_shots` have to do their work before it starts. `is_back`: this is the way back."""

    def __init__(self, host: Host, job: JobDocument, app: App, one_shots: List[str], is_back: bool = False) -> None:
        self._host = host
        self._app = app
        self._health_seconds = job.run.health_seconds
        self._inspection = Inspection(host.docker)
        self._checks = Checks(host.docker, self._inspection)
        times = HealthTimes(self._health_seconds, job.run.health_timeout_seconds, job.run.min_ready_seconds)
        self._wait = HealthWait(self._inspection, self._checks, host.report, host.clock, host.deadline, times)
        self._monitor = Monitor()
        asked = None if host.proxy.is_own else Asked(app.service, app.ports)
        values = SiteValues(host.releases.root, job.site.certificate_name)
        self._failed = FailedContainers(host.docker, host.report, Diagnoses(host.docker, values, asked))
        self._entry = EntryWait(host, job.site.certificate_name, is_back, job.run.pace.settle_seconds)
        self._temporary_proxy = TemporaryProxy(job.site, host, self._checks)
        self._services: Optional[AbstractSet[str]] = None
        self.one_shots = OneShots(host.docker, one_shots)
        self.records = SwitchRecords(host.releases)

    def run(self, release: str) -> None:
        """Switches to a release. It only goes forward: if it fails, or is ended, the release before has to be put in place again.

        :raises Failed: containers-unhealthy; the log has the last lines of what is unhealthy
        """
        self._services = self._host.releases.services(release)
        # One that a run left which did not come to its end.
        self._temporary_proxy.end()
        try:
            self._switch(release)
        finally:
            self._temporary_proxy.end()

    def _switch(self, release: str) -> None:
        present = project_containers(self._host.docker)
        before = self._inspection.of([one.id for one in present or []])
        self._monitor.start(before)
        proxy_start = self._host.proxy.start_of(self._running_proxy(present or []))
        self._point_to(release)
        replacement = Replacement(proxy_start, self._host.proxy, self._host.docker, self._host.compose, release)
        if self._unpause(before):
            present = project_containers(self._host.docker)
        listed = None if present is None else of_app(present, self._app.service)
        replicas = wanted_replicas(listed or [], self._app.replicas)
        scale = f"{self._app.service}={replicas}" if replicas != self._app.replicas else None
        others = OtherServices(self._host, bool(self.one_shots.services), scale)
        try:
            taken = self._take_over(release, listed, replicas, before, replacement) if self._app.is_start_first else None
            try:
                self._bring_up_others(release, others, replacement, taken)
                self._wait.until_healthy(self._monitor, self._services, taken.stopping.ids if taken else ())
                self._finish(release, taken.entry if taken else self._answering(release), proxy_start)
            finally:
                if taken:
                    taken.stopping.finish()
        except (NotTakenOver, NotStopped) as error:
            raise self._gave_up(f"{self._app.service} of release {release} did not take over: {error}") from error
        except ProxyUnhealthy as error:
            text = f"{self._host.proxy.service} of release {release} did not become healthy; the old one was never stopped"
            raise self._gave_up(text) from error
        except Unhealthy as error:
            raise self._gave_up(str(error)) from error
        except NoAnswer as error:
            raise self._gave_up(f"{self._app.service} {error}") from error
        self._note_up(release)

    def _running_proxy(self, containers: List[AppContainer]) -> Optional[str]:
        return next((one.id for one in containers if one.service == self._host.proxy.service and one.state == "running"), None)

    def _unpause(self, containers: List[Container]) -> bool:
        """Compose starts what a person stopped, but fails on what is paused. Whether there was one."""
        paused = [one for one in containers if one.state == "paused" and (self._services is None or one.service in self._services)]
        if paused:
            self._host.report.log(f"Unpausing {', '.join(sorted({one.service for one in paused}))}")
            self._host.docker.run("unpause", *[one.id for one in paused])
        return bool(paused)

    def _answering(self, release: str) -> Optional[Entry]:
        """Where the app answers; None behind a proxy of the repository's own, which knows."""
        if self._host.proxy.is_own:
            return None
        seconds = min(self._health_seconds, max(1.0, self._host.deadline.left()))
        return self._entry.until_found(release, self._app, seconds)

    def _point_to(self, release: str) -> None:
        releases = self._host.releases
        try:
            releases.switch_to(release)
        except OSError as error:
            text = f"{releases.link} could not be switched to release {release} (is the disk full?); nothing was stopped: {error}"
            raise Failed(CODE, text) from error

    def _take_over(
        self, release: str, listed: Optional[List[AppContainer]], replicas: int, before: List[Container], replacement: Replacement
    ) -> Optional[TakenOver]:
        if listed is None:
            raise NotTakenOver("its containers could not be listed")
        wait = NewContainerWait(self._host, self._inspection, self._checks, self._wait, self._monitor, self._entry)
        return Takeover(self._host, self._app, replicas, before, self.one_shots, wait, replacement.ask).run(release, listed)

    def _bring_up_others(self, release: str, others: OtherServices, replacement: Replacement, taken: Optional[TakenOver]) -> None:
        if replacement.is_needed():
            if taken:
                taken.stopping.finish()
            # Both ways of the proxy's visitors, the health check of the new one, and some time for compose.
            self._temporary_proxy.begin(release, 2 * DRAIN_SECONDS + self._health_seconds + 120)
        if not (others.bring_up_apart(release, taken.stopping) if taken else others.bring_up(release)):
            raise Unhealthy(f"docker compose up failed for release {release}{self.one_shots.failures()}")

    def _finish(self, release: str, entry: Optional[Entry], proxy_start: Optional[Start]) -> None:
        proxy = self._host.proxy
        if not proxy.show_release(release, self._app, entry):
            raise self._gave_up(f"{proxy.service} could not be switched to release {release} (is the disk full?)")
        try:
            proxy.note_start(proxy_start)
            if entry is not None:
                self.records.note_entry(release, entry)
        except OSError as error:
            raise self._unwritten(release, error) from error

    def _note_up(self, release: str) -> None:
        try:
            self.records.note_up(release, running_containers(self._host.docker))
        except OSError as error:
            raise self._unwritten(release, error) from error

    def _unwritten(self, release: str, error: OSError) -> Failed:
        return Failed(CODE, f"the record of release {release} cannot be written (is the disk full?): {error}")

    def _gave_up(self, text: str) -> Failed:
        return Failed(CODE, self._failed.explain(text, self._monitor, self._services))
