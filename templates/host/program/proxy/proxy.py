"""The reverse proxy of a site: its configuration, the release that it asks, and what it has loaded."""
from __future__ import annotations

import os
import shutil
from typing import Callable, List, NamedTuple, Optional

from compose.releases import Releases, read_text
from engine.docker import Docker
from job.document import App, Site
from proxy import loaded
from proxy.config_folder import config_digest, mirror
from proxy.live_link import LiveLink, Target
from proxy.nginx import ContainerNginx, Nginx, has_new_worker
from readiness.entry import Entry

_PAUSES = (0, 0.1, 0.2, 0.3, 0.5, 1, 2, 4)


_START_FORMAT = "|".join(
    (
        "{{.Id}}|{{.State.StartedAt}}|{{.Config.Image}}",
        '{{index .Config.Labels "com.docker.compose.config-hash"}}',
        '{{.Image}}|{{index .Config.Labels "com.docker.compose.image"}}',
    )
)


class Start(NamedTuple):
    """A running container of the proxy, when it was started, and with what: the name of its image, the digest of its settings, and the ids
    of the image, as the engine and as compose know it.
    """

    container: str
    at: str
    image: str
    settings: str
    image_ids: List[str]


class Proxy:
    """`log` writes a line of the run's log. A proxy of the repository's own has no configuration of ours, and asks the app itself.
    `nginx` is that of a container, if it is not given.
    """

    def __init__(
        self, site: Site, docker: Docker, releases: Releases, log: Callable[[str], None], nginx: Optional[Nginx] = None
    ) -> None:
        self.service = site.proxy_service
        self.is_own = site.has_own_proxy
        self.live = LiveLink(site.root)
        self._site = site
        self._docker = docker
        self._nginx = nginx or ContainerNginx(docker, site.proxy_service, site.certificate_name)
        self._releases = releases
        self._log = log
        self._folder = os.path.join(site.root, "edge")
        self._before = os.path.join(site.root, "edge.before")

    def container(self) -> Optional[str]:
        """Id of its running container, or of its process on the host; None if there is none, or it cannot be known."""
        return next(iter(self._nginx.running() or []), None)

    def show_release(self, release: str, app: App, entry: Optional[Entry]) -> bool:
        """From the next request on the proxy asks this release where it answers (`entry`; None for a proxy of the repository's own), and
        by its own name if its containers have one, else by the service's. False: it could not be turned (the log says why), and nothing
        may be stopped for it.
        """
        if self.is_own or entry is None:
            return self.is_own
        return self.show(Target(entry.protocol, f"{self._host_of(release, app)}:{entry.port}", release))

    def show(self, target: Target) -> bool:
        """As `show_release`, where it is known what is asked."""
        config = os.path.join(self._releases.record(target.release), "edge")
        try:
            if self._is_other_config(config) and not self.put_config(config):
                return False
            self.live.point_to(target)
            self.keep_config(target.release)
        except OSError as error:
            self._log(str(error))
            return False
        return True

    def _is_other_config(self, folder: str) -> bool:
        return os.path.isfile(os.path.join(folder, "site.conf")) and config_digest(folder) != config_digest(self._folder)

    def _host_of(self, release: str, app: App) -> str:
        alias = release_alias(release)
        overlay = read_text(os.path.join(self._releases.record(release), "release.compose.yml"))
        return alias if app.is_start_first and alias in overlay else app.service

    def put_config(self, folder: str) -> bool:
        """Puts a configuration in place. A running proxy loads it, and only if nginx finds it valid; otherwise the one before stays.

        :raises OSError: the disk is full, or may not be written; the one before stays
        """
        # An engine that does not answer does not mean that no proxy runs.
        running = self._nginx.running()
        if running is None:
            return False
        shutil.rmtree(self._before, ignore_errors=True)
        mirror(self._folder, self._before)
        try:
            mirror(folder, self._folder)
        except OSError:
            mirror(self._before, self._folder)
            raise
        if not running or self.load_config():
            return True
        mirror(self._before, self._folder)
        return False

    def keep_config(self, release: str) -> None:
        """Keeps the proxy's configuration in the record of a release that has none there yet.

        :raises OSError: the disk is full, or may not be written
        """
        record = self._releases.record(release)
        kept = os.path.join(record, "edge")
        if not os.path.isdir(record) or os.path.isfile(os.path.join(kept, "site.conf")):
            return
        shutil.rmtree(f"{kept}.next", ignore_errors=True)
        shutil.rmtree(kept, ignore_errors=True)
        mirror(self._folder, f"{kept}.next")
        os.rename(f"{kept}.next", kept)

    def load_config(self) -> bool:
        """Has the running proxy load its configuration, and sees that it did; then notes it. False: it did not, the log says why."""
        container = self.container()
        before = self._nginx.workers(container) if container else None
        if container is None or before is None or not self._nginx.reload(container):
            return False
        if not has_new_worker(lambda: self._nginx.workers(container), before, _PAUSES):
            self._log(f"{self.service} did not follow the reload")
            return False
        self.note_loaded(container)
        return True

    def note_loaded(self, container: str) -> None:
        """Notes what a container of the proxy has loaded by now.

        :raises OSError: the disk is full, or may not be written
        """
        site = self._site
        loaded.note(site.root, loaded.present(site.root, self._nginx.certificates(container), site.has_own_proxy))

    def start(self) -> Optional[Start]:
        """Its running container, and when that was started; None if it does not run."""
        return self.start_of(self.container())

    def start_of(self, container: Optional[str]) -> Optional[Start]:
        """As `start`, where it is known which one runs."""
        words = self._docker.output("inspect", "--format", _START_FORMAT, container).split("|") if container else []
        return Start(words[0], words[1], words[2], words[3], words[4:]) if len(words) == 6 else None

    def note_start(self, before: Optional[Start]) -> None:
        """Notes what was loaded by a container that has started since `before` (`start()` at that time): it has loaded what there was.

        :raises OSError: the disk is full, or may not be written
        """
        if before is not None and self.start_of(before.container) == before:
            return
        now = self.start()
        if now is not None and now != before:
            self.note_loaded(now.container)


def release_alias(release: str) -> str:
    """The release's own name for its app in the network; no container of another release answers to it."""
    return f"release-{release}".lower()
