"""What a renewal calls: certbot and nginx in containers, or those of the host."""
from __future__ import annotations

from typing import Optional, Protocol

from command.command import TIMED_OUT, Commands
from command.root import as_root
from command.tee import tee
from compose.compose import Compose
from engine.docker import Docker
from proxy.host_nginx import HostNginx
from proxy.last_answers import end_left
from proxy.loaded import Certificates
from proxy.nginx import ContainerNginx, has_new_worker
from renewal.certbot import renew
from renewal.config import Config
from renewal.log import Log
from renewal.reload import PAUSES, Reload
from supervisor.times import words as words_of

_BUSY = "Another instance of Certbot is already running"


class Runtime(Protocol):
    def renew(self, release: str) -> bool:
        """Whether all went well."""

    def certificates(self) -> Certificates:
        """What there is now."""

    def reload(self, release: str) -> bool:
        """Has the proxy load what there was when its certificates were last looked at; whether it did."""


class InContainers:
    def __init__(self, config: Config, commands: Commands, docker: Docker, compose: Compose, log: Log) -> None:
        self._config = config
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._log = log
        self._container: Optional[str] = None

    def renew(self, release: str) -> bool:
        return renew(self._config, self._docker, self._compose, release, self._log)

    def certificates(self) -> Certificates:
        site = self._config.site
        self._container = self._docker.running(site.proxy_service)
        return ContainerNginx(self._docker, site.proxy_service, site.certificate_name).certificates(self._container)

    def reload(self, release: str) -> bool:
        reload = Reload(self._commands, self._docker, self._compose, self._log)
        return reload.run(self._config.site.proxy_service, self._container, release)


class OnHost:
    def __init__(self, config: Config, commands: Commands, log: Log) -> None:
        self._config = config
        self._commands = commands
        self._nginx = HostNginx(commands, config.site.certificate_name)
        self._log = log

    def renew(self, release: str) -> bool:
        """This site's certificate alone: certbot says that it failed when any of the host's did."""
        end_left(self._commands)
        name = self._config.site.certificate_name
        words = ["certbot", "renew", "--cert-name", name, "--non-interactive", "--no-random-sleep-on-renew"]
        shown = tee(as_root(words), self._config.certbot_seconds)
        if shown.status == TIMED_OUT:
            self._log.say(f"certbot had not ended after {words_of(self._config.certbot_seconds)}")
        if shown.status != 0 and _BUSY in shown.output:
            self._log.say("certbot renews another certificate of this host; skipped until the next check")
            return True
        return shown.status == 0

    def certificates(self) -> Certificates:
        return self._nginx.certificates(None)

    def reload(self, release: str) -> bool:
        running = self._nginx.running()
        if not running:
            self._log.say("nginx does not run: not reloaded")
            return False
        before = self._nginx.workers(running[0]) or frozenset()
        return self._nginx.reload(running[0]) and has_new_worker(lambda: self._nginx.workers(running[0]), before, PAUSES)
