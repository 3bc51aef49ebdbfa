"""Builds and pulls what the release runs, while the current release goes on serving."""
from __future__ import annotations

import os
import shutil
import time
from contextlib import nullcontext
from typing import Dict, List, NamedTuple, Optional, Sequence

from build.images import Built, name_built, note_images
from build.pins import Pin, Pins, Pulled
from build.platform import check_platforms
from command.background import Background
from command.command import Commands
from command.failed import Failed
from compose.compose import Compose
from compose.releases import Releases, replace_text
from engine.build_cache import BuildCache
from engine.docker import Docker
from files.repository_env import RepositoryEnv
from prune.build_cache import OwnCache
from steps.report import Report

_PAUSE_SECONDS = 0.05


class EnvOfBuild(NamedTuple):
    """`overlay` is a compose file without the places where services read `.env`; `is_named`: an `include` names it."""

    overlay: Optional[str]
    is_named: bool


class Wanted(NamedTuple):
    """`pulls_bases`: builds look for newer base images. Limits in seconds."""

    built: Sequence[Built]
    pulled: Sequence[Pulled]
    pulls_bases: bool
    env: EnvOfBuild
    build_seconds: float
    pull_seconds: float


class Build:
    def __init__(self, commands: Commands, docker: Docker, compose: Compose, releases: Releases, report: Report) -> None:
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._releases = releases
        self._report = report
        self._pins = Pins(docker, releases)

    def run(self, release: str, wanted: Wanted) -> None:
        """:raises Failed: build-failed, step-timed-out, image-platform"""
        record = self._releases.record(release)
        for name in ("images.compose.yml", "images", "pulled"):
            if os.path.lexists(os.path.join(record, name)):
                os.unlink(os.path.join(record, name))
        self._report.waiting_for("the images to be built and pulled")
        kept = self._pins.kept(self._releases.current(), wanted.pulled)
        # Should this run be killed, they are removed with the release.
        if wanted.built:
            replace_text(os.path.join(record, "images"), "".join(f"{built.repository}:{release}\n" for built in wanted.built))
        with RepositoryEnv(self._releases, release, wanted.env.is_named) if wanted.built else nullcontext():
            self._make(release, wanted, kept)
        pins = self._pins.make(wanted.pulled, kept)
        built = name_built(self._docker, release, wanted.built)
        check_platforms({**{pin.name: pin.platform for pin in pins.values()}, **built.platforms})
        pinned = {service: pin.image for service, pin in pins.items()}
        note_images(record, {**pinned, **built.services}, [*built.tags, *pinned.values()])
        self._pins.note(release, pins)

    def _make(self, release: str, wanted: Wanted, kept: Dict[str, Pin]) -> None:
        # What is pulled and what is built do not need each other. Services are named, since a service of a profile is built only then.
        # Not `--quiet`: the runner makes one line of progress of what they print (src/host/progress.ts).
        moved = [one.service for one in wanted.pulled if one.is_moved and one.service not in kept]
        services = {"missing": self._pins.missing(wanted.pulled, kept), "always": moved}
        pulling = [self._begin_pull(release, wanted, policy, names) for policy, names in services.items()]
        builders = sorted({built.built_by for built in wanted.built})
        cache = OwnCache(self._releases.root, BuildCache())
        before = cache.ids() if builders else set()
        words = ["build", *(["--pull"] if wanted.pulls_bases else [])]
        building = self._begin(release, words, builders, wanted.env.overlay, wanted.build_seconds)
        self._wait(release, building, [one for one in pulling if one is not None], wanted.pull_seconds)
        if builders:
            cache.note(before)
            # A file for each build, which buildx never removes. As root it has them where the next start of the host removes them.
            shutil.rmtree(os.path.join(self._docker.buildx_folder(self._releases.root), "refs"), ignore_errors=True)

    def _begin_pull(self, release: str, wanted: Wanted, policy: str, services: Sequence[str]) -> Optional[Background]:
        words = ["pull", "--ignore-buildable", "--policy", policy]
        return self._begin(release, words, services, wanted.env.overlay, wanted.pull_seconds)

    def _begin(
        self, release: str, words: List[str], services: Sequence[str], overlay: Optional[str], limit_seconds: float
    ) -> Optional[Background]:
        if not services:
            return None
        call = self._compose.call(release, [*words, *services], overlay=overlay)
        return self._commands.begin(call.words, limit_seconds, cwd=call.cwd, env=call.env)

    def _wait(self, release: str, building: Optional[Background], pulling: Sequence[Background], pull_seconds: float) -> None:
        # Of the one that failed one wants to hear at once, however long the other still takes: and before that prints over the reason.
        while building is not None and building.poll() is None:
            if any(one.poll() not in (None, 0) for one in pulling):
                building.end()
                break
            time.sleep(_PAUSE_SECONDS)
        else:
            if building is not None and building.wait() != 0:
                for one in pulling:
                    one.end()
                raise Failed("build-failed", f"docker compose build of release {release}")
        if pulling:
            self._report.waiting_for("the images to be pulled")
        ended = [one.wait() for one in pulling]
        if 124 in ended:
            raise Failed("step-timed-out", f"pulling images did not end within its limit of {pull_seconds:.0f} s")
        if any(ended):
            raise Failed("build-failed", "pulling images")
