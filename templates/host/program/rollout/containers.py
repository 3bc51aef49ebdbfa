"""The way back to a release that runs in containers."""
from __future__ import annotations

from typing import List

from health.diagnosis import Diagnoses
from health.redaction import SiteValues
from job.document import App, JobDocument, Site
from rollout.app_containers import app_containers
from rollout.changeover import CODE, Changeover
from rollout.host import Host


class Containers:
    """`one_shots` are those of the release that failed, or was found wanting."""

    def __init__(self, host: Host, site: Site, one_shots: List[str]) -> None:
        self._host = host
        self._site = site
        self._one_shots = one_shots

    def code(self) -> str:
        return CODE

    def show_others(self, app: App, release: str) -> None:
        diagnoses = Diagnoses(self._host.docker, SiteValues(self._site.root, self._site.certificate_name))
        for one in app_containers(self._host.docker, app.service) or []:
            if one.release != release:
                self._host.report.log(f"--- {one.service or app.service}: the last lines of release {one.release}:")
                for line in diagnoses.last_lines(one.id):
                    self._host.report.log(line)

    def switch_back(self, job: JobDocument, app: App, release: str) -> None:
        """:raises Failed: containers-unhealthy"""
        changeover = Changeover(self._host, job, app, self._one_shots, is_back=True)
        # Of the release that failed. Compose would replace them, and with them, needlessly, all that depends on them: the app that serves.
        changeover.one_shots.remove_ended()
        changeover.run(release)

    def remove_first(self, release: str) -> None:
        """Its containers are kept for inspection."""
