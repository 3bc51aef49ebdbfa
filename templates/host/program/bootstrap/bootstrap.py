"""Installs what is missing on the host: Docker Engine, the compose plugin, cron, git."""
from __future__ import annotations

import os
import pwd
import time
from typing import List, NamedTuple, Optional

from bootstrap import compose_plugin
from bootstrap.compose_plugin import Plugin
from bootstrap.packages import packages_of
from command.failed import Failed
from command.privileged import Privileged
from engine.docker import Docker
from steps.report import Report

_ENGINE_SECONDS = 60


class Wanted(NamedTuple):
    """`needs` are of `docker`, `compose`, `cron`, `git`. `plugin` is None where no download is pinned for this machine."""

    needs: List[str]
    os_family: str
    compose_minimum: str
    plugin: Optional[Plugin]


class Bootstrap:
    def __init__(self, wanted: Wanted, privileged: Privileged, docker: Docker, report: Report) -> None:
        self._wanted = wanted
        self._privileged = privileged
        self._docker = docker
        self._report = report
        self._packages = packages_of(wanted.os_family, privileged, report)

    def run(self, bundle: str) -> None:
        """What can be refused is refused before anything is installed.

        :raises Failed: bootstrap-failed, plugin-checksum
        """
        needs = self._wanted.needs
        self._packages.refresh()
        package = self._packages.compose_package(self._wanted.compose_minimum) if "compose" in needs else None
        fetched = self._fetched(bundle) if "compose" in needs and package is None else None
        if "git" in needs:
            self._packages.install("git")
        if "docker" in needs:
            self._install_docker()
        self._wait_for_engine()
        if "compose" in needs:
            self._install_compose(package, fetched)
        if "cron" in needs:
            self._packages.install("cron")
            self._start(self._packages.cron_service)

    def _fetched(self, bundle: str) -> str:
        if self._wanted.plugin is None:
            raise Failed("bootstrap-failed", "no docker compose plugin is known for this machine's architecture")
        return compose_plugin.fetch(self._wanted.plugin, bundle, self._packages, self._privileged, self._report)

    def _install_docker(self) -> None:
        self._packages.install("docker")
        self._start("docker")
        if os.getuid() != 0:
            self._privileged.show(["usermod", "-aG", "docker", pwd.getpwuid(os.getuid()).pw_name], 60)

    def _start(self, service: str) -> None:
        if self._privileged.show(["systemctl", "enable", "--now", service], 120) != 0:
            raise Failed("bootstrap-failed", f"starting {service}")

    def _wait_for_engine(self) -> None:
        self._report.waiting_for("the Docker Engine to respond")
        until = time.monotonic() + _ENGINE_SECONDS
        while time.monotonic() < until:
            if self._docker.run("info", limit_seconds=20).is_ok:
                return
            time.sleep(1)
        raise Failed("bootstrap-failed", f"the Docker Engine was installed but does not respond after {_ENGINE_SECONDS} seconds")

    def _install_compose(self, package: Optional[str], fetched: Optional[str]) -> None:
        if package is not None:
            self._packages.install_package(package)
        elif fetched is not None:
            compose_plugin.install(fetched, self._privileged)
        if self._docker.show("compose", "version", "--short", limit_seconds=60) != 0:
            raise Failed("bootstrap-failed", "docker compose was installed but does not run")
