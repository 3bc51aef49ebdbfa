"""Builds and pulls what the release runs, while the current release goes on serving."""
from __future__ import annotations

import os
import time
from typing import List, NamedTuple, Optional, Sequence

from build.images import Built, name_images
from command.background import Background
from command.command import Commands
from command.failed import Failed
from compose.compose import Compose
from compose.releases import Releases
from engine.docker import Docker
from steps.report import Report

_PAUSE_SECONDS = 0.1


class Wanted(NamedTuple):
    """`pulled` are services whose images come from elsewhere. Limits in seconds."""

    built: Sequence[Built]
    pulled: Sequence[str]
    build_seconds: float
    pull_seconds: float


class Build:
    def __init__(self, commands: Commands, docker: Docker, compose: Compose, releases: Releases, report: Report) -> None:
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._releases = releases
        self._report = report

    def run(self, release: str, wanted: Wanted) -> None:
        """:raises Failed: build-failed, step-timed-out"""
        record = self._releases.record(release)
        for name in ("images.compose.yml", "images"):
            if os.path.lexists(os.path.join(record, name)):
                os.unlink(os.path.join(record, name))
        self._report.waiting_for("the images to be built and pulled")
        # What is pulled and what is built do not need each other. Services are named, since a service of a profile is built only then.
        # Not `--quiet`: the runner makes one line of progress of what they print (src/host/progress.ts).
        pulling = self._begin(release, ["pull", "--ignore-buildable", "--policy", "missing"], wanted.pulled, wanted.pull_seconds)
        builders = sorted({built.built_by for built in wanted.built})
        building = self._begin(release, ["build"], builders, wanted.build_seconds)
        self._wait(release, building, pulling, wanted.pull_seconds)
        if wanted.built:
            name_images(self._docker, self._releases.project, release, wanted.built, record)

    def _begin(self, release: str, words: List[str], services: Sequence[str], limit_seconds: float) -> Optional[Background]:
        if not services:
            return None
        call = self._compose.call(release, [*words, *services])
        return self._commands.begin(call.words, limit_seconds, cwd=call.cwd, env=call.env)

    def _wait(self, release: str, building: Optional[Background], pulling: Optional[Background], pull_seconds: float) -> None:
        while building is not None and building.poll() is None:
            if pulling is not None:
                pulling.poll()
            time.sleep(_PAUSE_SECONDS)
        if building is not None and building.wait() != 0:
            # Of a failed build one wants to hear at once, however much there still is to pull.
            if pulling is not None:
                pulling.end()
            raise Failed("build-failed", f"docker compose build of release {release}")
        if pulling is None:
            return
        self._report.waiting_for("the images to be pulled")
        pulled = pulling.wait()
        if pulled == 124:
            raise Failed("step-timed-out", f"pulling images did not end within its limit of {pull_seconds:.0f} s")
        if pulled != 0:
            raise Failed("build-failed", "pulling images")
