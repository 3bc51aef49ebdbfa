"""The way back to a release that runs without Docker."""
from __future__ import annotations

from command.privileged import Privileged
from job.document import App, JobDocument
from native.journal import Journal
from native.layout import layout_of
from native.release_units import ReleaseUnits
from native.switch import CODE, Switch
from native.systemd import Systemd
from rollout.host import Host


class Units:
    def __init__(self, host: Host, job: JobDocument, bundle: str) -> None:
        self._host = host
        self._job = job
        self._bundle = bundle
        self._layout = layout_of(job)
        self._systemd = Systemd(Privileged(host.commands))
        self._units = ReleaseUnits(self._layout, self._systemd)

    def code(self) -> str:
        return CODE

    def show_others(self, app: App, release: str) -> None:
        journal = Journal(self._host.report, self._systemd, self._job.site)
        for one in self._units.running():
            if one != release:
                self._host.report.log(f"--- the last lines of release {one}:")
                for line in journal.last_lines(self._layout.web_unit(one)):
                    self._host.report.log(line)

    def switch_back(self, job: JobDocument, app: App, release: str) -> None:
        """:raises Failed: release-unhealthy"""
        Switch(self._host, job, self._layout, self._bundle, app, is_back=True).run(release)

    def remove_first(self, release: str) -> None:
        """It would be started again and again; its files and its lines in the journal stay."""
        units = self._units.all(release)
        self._systemd.disable(units)
        self._systemd.stop(units)
