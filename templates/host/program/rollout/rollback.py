"""The way back: puts a release in place that ran before."""
from __future__ import annotations

import os
import sys
from typing import Optional, Protocol

from command.failed import Failed
from job.document import App, JobDocument
from rollout.host import Host
from rollout.records import SwitchRecords


class Runtime(Protocol):
    """What the releases of a site run with."""

    def code(self) -> str:
        """The error code of a release that does not come up."""

    def show_others(self, app: App, release: str) -> None:
        """Writes into the log what the app of any other release printed last."""

    def switch_back(self, job: JobDocument, app: App, release: str) -> None:
        """:raises Failed: the release does not come up"""

    def remove_first(self, release: str) -> None:
        """After a first release that failed."""


class Rollback:
    def __init__(self, job: JobDocument, host: Host, bundle: str, runtime: Runtime) -> None:
        # What served before is not made to wait.
        self._job = job._replace(run=job.run._replace(min_ready_seconds=0.0))
        self._host = host
        self._bundle = bundle
        self._runtime = runtime
        self._records = SwitchRecords(host.releases)

    def carry_out(self, rollback_to: Optional[str]) -> bool:
        """To the release of this run, if it is None; '' means that there is none to go back to. Whether a release was put back."""
        release = self._job.release
        if rollback_to == "":
            self._remove_first()
        elif rollback_to != release:
            # Else it is the same release once more: there is nothing to go back to.
            self._run(release if rollback_to is None else rollback_to, shows_app=rollback_to is None)
            return True
        return False

    def _remove_first(self) -> None:
        """Only its own `current` is removed."""
        releases = self._host.releases
        self._runtime.remove_first(self._job.release)
        if releases.current() == self._job.release:
            os.unlink(releases.link)
        self._records.forget_unverified()

    def _run(self, release: str, shows_app: bool) -> None:
        """:raises Failed: the release does not come up"""
        releases = self._host.releases
        if not os.path.isdir(releases.record(release)):
            raise Failed(self._runtime.code(), f"release {release} is no longer on the host")
        self._host.report.log(f"Rolling back to release {release}")
        self._bring_files_back(release)
        app = releases.app(release, self._job.app)
        if shows_app:
            # Why it did not answer well may stand nowhere else: the one that failed is about to go.
            self._runtime.show_others(app, release)
        try:
            self._records.forget_up(release)
        except OSError:
            # The note of a release that ran. A site is not kept down for it.
            pass
        self._runtime.switch_back(self._job, app, release)
        self._records.forget_unverified()

    def _bring_files_back(self, release: str) -> None:
        """Files of the failed release may lie where the app reads them. They must not keep a site down that can be up."""
        if not os.path.isfile(os.path.join(self._job.site.root, "synced.json")):
            return
        # In a process of its own: what it reports as its failure is not the failure of the rollback.
        words = [sys.executable, "-BES", os.path.join(self._bundle, "program"), "step", "data", self._bundle]
        env = {**os.environ, "BUNDLE": self._bundle, "STEP": "data", "ROLLBACK_TO": release}
        if self._host.commands.show(words, self._host.deadline.left(), env=env) != 0:
            self._host.report.log(f"The files of release {release} could not be written back to its data directories")
