"""Names of a site without Docker, see docs/architecture.md. Pure."""
from __future__ import annotations

import os
from typing import List

from job.document import JobDocument
from native.places import CACHE, SOCKETS, STATE


class Layout:
    """`site` is the word by which the site is known on its host, `name` that of its user and its units."""

    def __init__(self, root: str, site: str, name: str) -> None:
        self.root = root
        self.site = site
        self.name = name
        self.user = name
        self.state = os.path.join(STATE, name)
        self.cache = os.path.join(CACHE, name)
        self.venvs = os.path.join(root, "venvs")

    def venv(self, key: str) -> str:
        return os.path.join(self.venvs, key)

    def tree(self, release: str, folder: str) -> str:
        """The project within a release."""
        return os.path.normpath(os.path.join(self.root, "releases", release, folder))

    def record(self, release: str) -> str:
        return os.path.join(self.root, "records", release)

    def start_script(self, release: str, process: str) -> str:
        """`process` is `web`, or the name of a worker."""
        return os.path.join(self.record(release), "start", process)

    def command_script(self, release: str, name: str) -> str:
        """Of a command that is run once."""
        return os.path.join(self.record(release), "commands", name)

    def search_path(self, release: str) -> str:
        """PATH of the site's processes."""
        return f"{self.record(release)}/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    def socket_path(self, release: str) -> str:
        return f"{SOCKETS}/{self.site}/{release}.sock"

    def socket_unit(self, release: str) -> str:
        return f"{self.name}@{release}.socket"

    def web_unit(self, release: str) -> str:
        return f"{self.name}@{release}.service"

    def worker_unit(self, worker: str, release: str) -> str:
        # A site's name has no dot: with a `-` a worker could have the name of another site.
        return f"{self.name}.{worker}@{release}.service"

    def process_of(self, unit: str) -> str:
        """`web`, or the name of a worker."""
        return unit.partition("@")[0][len(self.name) + 1 :] or "web"

    def command_unit(self, token: str) -> str:
        """Of a command that is run once, by a run with this token."""
        return f"{self.name}.command-{token}.service"

    def state_folders(self) -> List[str]:
        """Owned by the site's user; what the compose runtime has as volumes of the same names."""
        return [os.path.join(self.state, name) for name in STATE_FOLDERS]


STATE_FOLDERS = ("data", "media", "static")


def layout_of(job: JobDocument) -> Layout:
    """:raises ValueError: the site runs in containers"""
    if job.native is None:
        raise ValueError("the site runs in containers")
    return Layout(job.site.root, job.site.project, job.native.name)
