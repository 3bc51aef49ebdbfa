"""The package tools of the supported systems: apt (Debian, Ubuntu) and dnf (Amazon Linux 2023)."""
from __future__ import annotations

import re
import shutil
import time
from typing import Dict, List, Optional, Sequence

from command.command import Result
from command.failed import Failed
from command.privileged import Privileged
from steps.report import Report

_REFRESH_SECONDS = 600.0
_INSTALL_SECONDS = 900.0
_QUESTION_SECONDS = 60.0
# A fresh machine runs its own updates at first boot, and holds the locks for a while.
_LOCK_SECONDS = 300
_LOCK_PAUSE_SECONDS = 2.0
_IS_LOCKED = "Could not get lock"
# Ubuntu's needrestart restarts services of other packages after an installation, or prompts; `l` lists them.
_QUIET = ["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=l"]
# dpkg prompts about a file that a person changed, whatever the frontend is: it is kept.
_KEEP = ["--force-confdef", "--force-confold"]
_APT = [
    *_QUIET, "apt-get", "-q", "-o", f"DPkg::Lock::Timeout={_LOCK_SECONDS}",
    *(word for option in _KEEP for word in ("-o", f"Dpkg::Options::={option}")),
]


class Packages:
    """Installs packages by what they are for, since their names differ. Each method raises Failed(bootstrap-failed)."""

    names: Dict[str, List[str]] = {}
    cron_service = ""
    # Whether nginx.conf itself has the server with the welcome page.
    has_welcome_in_nginx_conf = False

    def __init__(self, privileged: Privileged, report: Report) -> None:
        self._privileged = privileged
        self._report = report

    def refresh(self) -> None:
        """Brings the package lists up to date."""

    def install(self, what: str) -> None:
        """Installs what `names` has for it."""
        self._install(self.names[what])

    def install_python(self, name: str) -> None:
        """Installs an interpreter with a version in its name, such as `python3.13`, and what it takes to make environments with it."""
        raise NotImplementedError

    def plugin_package(self, plugin: str, minimum: str) -> Optional[str]:
        """The distribution's package with a plugin of docker that is new enough, `compose` or `buildx`; None if it has none."""
        return None

    def install_package(self, package: str) -> None:
        self._install([package])

    def install_missing(self, packages: Sequence[str]) -> None:
        """Installs those that are not there, by their names in the distribution."""
        missing = [name for name in packages if not self.is_installed(name)]
        if missing:
            self.refresh()
            self._install(missing)

    def is_installed(self, package: str) -> bool:
        raise NotImplementedError

    def _install(self, packages: Sequence[str]) -> None:
        self._report.waiting_for(f"{' '.join(packages)} to be installed")
        if self._privileged.show([*self._install_words(), *packages], _INSTALL_SECONDS) != 0:
            raise Failed("bootstrap-failed", f"installing {' '.join(packages)}")

    def _install_words(self) -> List[str]:
        raise NotImplementedError


class Apt(Packages):
    names = {
        "docker": ["docker.io", "iptables", "ca-certificates"],
        "git": ["git", "openssh-client"],
        "cron": ["cron"],
        "curl": ["curl", "ca-certificates"],
        "nginx": ["nginx"],
        "certbot": ["certbot", "ca-certificates"],
        "venv": ["python3-venv"],
    }
    cron_service = "cron"

    def refresh(self) -> None:
        self._report.waiting_for("the package lists, or for another package tool to end")
        # An installation that was interrupted is ended first.
        self._privileged.show([*_QUIET, "dpkg", *_KEEP, "--configure", "-a"], _REFRESH_SECONDS)
        updated = self._update()
        for line in [*updated.output.splitlines(), *updated.errors.splitlines()]:
            self._report.log(line)
        if not updated.is_ok:
            raise Failed("bootstrap-failed", "refreshing the package lists")

    def _update(self) -> Result:
        """`apt-get update` does not wait for the lock of the package lists: the option is for that of dpkg."""
        until = time.monotonic() + _LOCK_SECONDS
        while True:
            updated = self._privileged.run([*_APT, "update"], _REFRESH_SECONDS)
            if updated.is_ok or _IS_LOCKED not in updated.errors or time.monotonic() >= until:
                return updated
            time.sleep(_LOCK_PAUSE_SECONDS)

    def install(self, what: str) -> None:
        # Debian 13 has the command line in a package of its own.
        extra = ["docker-cli"] if what == "docker" and self._candidate("docker-cli") is not None else []
        self._install([*self.names[what], *extra])

    def install_python(self, name: str) -> None:
        self._install([name, f"{name}-venv"])

    def plugin_package(self, plugin: str, minimum: str) -> Optional[str]:
        # Ubuntu's compose, Debian's, and those of Docker's own repository, which do not go together with the others.
        own = self._candidate("docker-ce") is not None and self.is_installed("docker-ce")
        names = (f"docker-{plugin}-plugin",) if own else (f"docker-{plugin}-v2", f"docker-{plugin}")
        for name in names:
            version = self._candidate(name)
            if version is not None and self._is_at_least(version, minimum):
                return name
        return None

    def _candidate(self, package: str) -> Optional[str]:
        """The version that apt would install."""
        printed = self._privileged.commands.output(["apt-cache", "policy", package], _QUESTION_SECONDS)
        found = re.search(r"^ *Candidate: (\d\S*)$", printed, re.MULTILINE)
        return found.group(1) if found is not None else None

    def is_installed(self, package: str) -> bool:
        words = ["dpkg-query", "--show", "--showformat=${Status}", package]
        return self._privileged.commands.output(words, _QUESTION_SECONDS).endswith(" installed")

    def _is_at_least(self, version: str, minimum: str) -> bool:
        words = ["dpkg", "--compare-versions", version, "ge", minimum]
        return self._privileged.commands.run(words, _QUESTION_SECONDS).is_ok

    def _install_words(self) -> List[str]:
        return [*_APT, "-y", "install", "--no-install-recommends"]


class Dnf(Packages):
    names = {
        "docker": ["docker"],
        "git": ["git", "openssh-clients"],
        "cron": ["cronie"],
        "curl": ["curl", "ca-certificates"],
        "nginx": ["nginx"],
        "certbot": ["certbot"],
        "venv": ["python3", "python3-libs"],
    }
    cron_service = "crond"
    has_welcome_in_nginx_conf = True

    def install_python(self, name: str) -> None:
        self._install([name])

    def is_installed(self, package: str) -> bool:
        return self._privileged.commands.run(["rpm", "-q", "--quiet", package], _QUESTION_SECONDS).is_ok

    def _install_words(self) -> List[str]:
        return ["dnf", "-q", "-y", "install"]


def packages_here(privileged: Privileged, report: Report) -> Packages:
    """Those of the package tool that the host has."""
    return packages_of("apt" if shutil.which("apt-get") is not None else "dnf", privileged, report)


def packages_of(os_family: str, privileged: Privileged, report: Report) -> Packages:
    """:raises Failed: bootstrap-failed, for a system that the plan should have refused"""
    kinds = {"apt": Apt, "dnf": Dnf}
    if os_family not in kinds:
        raise Failed("bootstrap-failed", f"nothing can be installed on a system of the family {os_family!r}")
    return kinds[os_family](privileged, report)
