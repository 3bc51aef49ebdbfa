"""Installs what is missing on the host: Docker Engine, its plugins, cron, git; nginx, certbot and Python for a site without Docker; and
makes a swap file for a build.
"""
from __future__ import annotations

import os
import pwd
import time
from typing import List, NamedTuple, Optional

from bootstrap import cli_plugin
from bootstrap.cli_plugin import Plugin
from bootstrap.nginx import install_nginx
from bootstrap.packages import packages_of
from bootstrap.swap import add_swap
from command.failed import Failed
from command.privileged import Privileged
from engine.docker import Docker
from steps.report import Report

_ENGINE_SECONDS = 60


class Wanted(NamedTuple):
    """`needs` are of `docker`, `compose`, `buildx`, `cron`, `git`, `swap`; of `nginx`, `certbot`, `venv` and an interpreter such as
    `python3.13` for a site without Docker. A plugin is None where no download is pinned for this machine.
    """

    needs: List[str]
    os_family: str
    compose_minimum: str
    plugin: Optional[Plugin]
    buildx_minimum: str
    buildx_plugin: Optional[Plugin]
    swap_bytes: int


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
        if needs != ["swap"]:
            self._install(needs, bundle)
        if "swap" in needs:
            add_swap(self._wanted.swap_bytes, self._privileged, self._report)

    def _install(self, needs: List[str], bundle: str) -> None:
        self._packages.refresh()
        wanted = {"compose": self._wanted.compose_minimum, "buildx": self._wanted.buildx_minimum}
        found = {name: self._packages.plugin_package(name, minimum) for name, minimum in wanted.items() if name in needs}
        fetched = {name: self._fetched(name, bundle) for name, package in found.items() if package is None}
        if "git" in needs:
            self._packages.install("git")
        if "docker" in needs:
            self._install_docker()
        if not {"docker", *wanted}.isdisjoint(needs):
            self._wait_for_engine()
        for name, package in found.items():
            self._install_plugin(name, package, fetched.get(name))
        if "cron" in needs:
            self._packages.install("cron")
            self._start(self._packages.cron_service)
        self._install_native(needs)

    def _install_native(self, needs: List[str]) -> None:
        for name in needs:
            if name in ("venv", "certbot"):
                self._packages.install(name)
            elif name.startswith("python3."):
                self._packages.install_python(name)
        if "nginx" in needs:
            install_nginx(self._packages, self._privileged)
            self._start("nginx")

    def _fetched(self, name: str, bundle: str) -> str:
        plugin = self._wanted.plugin if name == "compose" else self._wanted.buildx_plugin
        if plugin is None:
            raise Failed("bootstrap-failed", f"no docker {name} plugin is known for this machine's architecture")
        return cli_plugin.fetch(name, plugin, bundle, self._packages, self._privileged, self._report)

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

    def _install_plugin(self, name: str, package: Optional[str], fetched: Optional[str]) -> None:
        if package is not None:
            self._packages.install_package(package)
        elif fetched is not None:
            cli_plugin.install(name, fetched, self._privileged)
        if self._docker.show(name, "version", limit_seconds=60) != 0:
            raise Failed("bootstrap-failed", f"docker {name} was installed but does not run")
