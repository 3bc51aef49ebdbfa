"""The release command, such as a migration, in a one-off container of the new image."""
from __future__ import annotations

from typing import List

from command.clock import Deadline
from command.failed import Failed
from compose.compose import Compose
from engine.docker import Docker
from health.diagnosis import Diagnoses
from health.monitor import Monitor
from health.redaction import SiteValues
from job.document import JobDocument
from rollout.failed_containers import FailedContainers
from rollout.one_shots import OneShots
from steps.report import Report

_CODE = "release-command-failed"


class ReleaseCommand:
    def __init__(self, job: JobDocument, docker: Docker, compose: Compose, report: Report, deadline: Deadline) -> None:
        self._job = job
        self._docker = docker
        self._compose = compose
        self._report = report
        self._deadline = deadline
        values = SiteValues(job.site.root, job.site.certificate_name)
        self._failed = FailedContainers(docker, report, Diagnoses(docker, values))

    def run(self, command: str, service: str, dependencies: List[str], one_shots: List[str]) -> None:
        """Starts what the service depends on, has the one-shots do their work, then runs the command.

        :raises Failed: release-command-failed
        """
        # `--wait` takes one that has done its work for one that fell over.
        lasting = [name for name in dependencies if name not in one_shots]
        if lasting:
            self._report.waiting_for(f"what {service} depends on to start: {' '.join(lasting)}")
            self._up(service, lasting, "--wait", "--wait-timeout", str(int(self._job.run.health_seconds)))
        if one_shots:
            self._run_one_shots(service, OneShots(self._docker, one_shots))
        self._report.waiting_for(f"the release command in a container of {service}")
        words = self._compose.once(self._job.release, "--no-deps", service, "sh", "-c", command)
        status = self._compose.show(self._job.release, *words, limit_seconds=self._deadline.left())
        if status != 0:
            raise Failed(_CODE, f"exit status {status}")

    def _up(self, dependent: str, services: List[str], *options: str) -> None:
        words = ("up", "--detach", "--no-recreate", *options, *services)
        if self._compose.show(self._job.release, *words, limit_seconds=self._deadline.left()) != 0:
            text = f"what {dependent} depends on did not start: {' '.join(services)}"
            raise Failed(_CODE, self._failed.explain(text, Monitor()))

    def _run_one_shots(self, dependent: str, one_shots: OneShots) -> None:
        one_shots.remove_ended()
        self._report.waiting_for(f"{' '.join(one_shots.services)} to complete")
        self._up(dependent, one_shots.services)
        for one in one_shots.containers():
            ended = self._docker.output("wait", one.id, limit_seconds=self._deadline.left())
            if ended != "0":
                raise Failed(_CODE, self._failed.explain(f"{one.service} ended with exit code {ended or 'unknown'}", Monitor()))
