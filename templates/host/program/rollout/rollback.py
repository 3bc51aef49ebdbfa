"""The way back to a release that ran before."""
from __future__ import annotations

import os
import sys
from typing import List

from command.failed import Failed
from health.diagnosis import Diagnoses
from health.redaction import SiteValues
from job.document import App, JobDocument
from rollout.app_containers import app_containers
from rollout.changeover import CODE, Changeover
from rollout.host import Host
from rollout.records import SwitchRecords


class Rollback:
    """`one_shots` are those of the release that failed, or was found wanting."""

    def __init__(self, job: JobDocument, host: Host, bundle: str, one_shots: List[str]) -> None:
        # What served before is not made to wait.
        self._job = job._replace(run=job.run._replace(min_ready_seconds=0.0))
        self._host = host
        self._bundle = bundle
        self._one_shots = one_shots

    def remove_first(self) -> None:
        """After a first release that failed: there is none to go back to. Only its own `current` is removed."""
        releases = self._host.releases
        if releases.current() == self._job.release:
            os.unlink(releases.link)
        SwitchRecords(self._host.docker, releases).forget_unverified()

    def run(self, release: str, shows_app: bool) -> None:
        """:raises Failed: containers-unhealthy"""
        releases = self._host.releases
        if not os.path.isdir(releases.record(release)):
            raise Failed(CODE, f"release {release} is no longer on the host")
        self._host.report.log(f"Rolling back to release {release}")
        self._bring_files_back(release)
        app = releases.app(release, self._job.app)
        changeover = Changeover(self._host, self._job, app, self._one_shots, is_back=True)
        if shows_app:
            self._show_app(app, release)
        try:
            changeover.records.forget_up(release)
        except OSError:
            # The note of a release that ran. A site is not kept down for it.
            pass
        # Of the release that failed. Compose would replace them, and with them, needlessly, all that depends on them: the app that serves.
        changeover.one_shots.remove_ended()
        changeover.run(release)
        changeover.records.forget_unverified()

    def _bring_files_back(self, release: str) -> None:
        """Files of the failed release may lie where containers read them. They must not keep a site down that can be up."""
        if not os.path.isfile(os.path.join(self._job.site.root, "synced.json")):
            return
        # In a process of its own: what it reports as its failure is not the failure of the rollback.
        words = [sys.executable, "-BES", os.path.join(self._bundle, "program"), "step", "data", self._bundle]
        env = {**os.environ, "BUNDLE": self._bundle, "STEP": "data", "ROLLBACK_TO": release}
        if self._host.commands.show(words, self._host.deadline.left(), env=env) != 0:
            self._host.report.log(f"The files of release {release} could not be written back to its data directories")

    def _show_app(self, app: App, release: str) -> None:
        """Why it did not answer well may stand nowhere else: the container is about to go."""
        diagnoses = Diagnoses(self._host.docker, SiteValues(self._job.site.root, self._job.site.certificate_name))
        for one in app_containers(self._host.docker, app.service) or []:
            if one.release != release:
                self._host.report.log(f"--- {one.service or app.service}: the last lines of release {one.release}:")
                for line in diagnoses.last_lines(one.id):
                    self._host.report.log(line)
