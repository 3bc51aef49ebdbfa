"""One renewal: under the site's lock, and with a limit for each command, since no deploy should wait long for it."""
from __future__ import annotations

import os
from typing import Optional

from command.command import Commands
from compose.compose import Compose
from compose.releases import Releases
from engine.docker import Docker
from proxy.live_link import LiveLink
from proxy.loaded import OWN_CONFIG, Loaded, note, present, read_loaded
from renewal.config import Config, read_config
from renewal.log import Log
from renewal.runtime import InContainers, OnHost, Runtime
from supervisor.lock import Lock
from supervisor.sweep import sweep

_LOCK_SECONDS = 300
# Set by a deploy, which runs this itself and holds the lock already.
_WITHIN_DEPLOY = "RENEW_WITHIN_DEPLOY"


def main(folder: str) -> int:
    """The exit status."""
    os.environ["PATH"] = os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin"
    os.environ["LC_ALL"] = "C"
    os.umask(0o077)
    config = read_config(folder)
    log = Log(config.site.root)
    is_within_deploy = os.environ.get(_WITHIN_DEPLOY) == "yes"
    lock = None if is_within_deploy else Lock(config.site.root)
    if lock is not None and not _take(lock):
        log.open()
        log.say(f"a deploy has held the lock for {_LOCK_SECONDS // 60} minutes; skipped until the next check")
        return 1
    if lock is not None:
        # Programs that were killed leave their bundles, with secrets in them.
        sweep(os.environ.get("HOME", "/"), "")
    log.keep_short()
    log.open()
    return 0 if Renewal(config, log).run() else 1


def _take(lock: Lock) -> bool:
    """Not while a deploy changes the containers. None of the commands keeps the lock."""
    if lock.take(_LOCK_SECONDS, lambda: False, lambda _: None) is not None:
        return False
    lock.holder.write("the certificate renewal", "renewal", None)
    return True


class Renewal:
    def __init__(self, config: Config, log: Log) -> None:
        site = config.site
        self._config = config
        self._log = log
        self._root = site.root
        self._releases = Releases(site.root, site.project)
        self._runtime = _runtime_of(config, self._releases, log)

    def run(self) -> bool:
        """Whether all went well."""
        release = self._releases.current()
        is_renewed = self._runtime.renew(release)
        if not is_renewed:
            self._log.say("renewal failed")
        # Also then: an old name must not keep the site from the certificate that was renewed.
        return self._load(release, is_renewed) and is_renewed

    def _load(self, release: str, is_renewed: bool) -> bool:
        """Has the proxy load what it has not loaded yet. What was loaded last, by a deploy or by this, is noted: a reload that failed, or
        did not come to its end, is tried again the next time.
        """
        before = read_loaded(self._root)
        now = self._present(release, before)
        if now == before:
            if is_renewed:
                self._log.say("not due yet")
            return True
        if not self._runtime.reload(release):
            return False
        note(self._root, now)
        is_config = before is not None and now[1:] == before[1:]
        self._log.say("loaded a configuration that had not been loaded" if is_config else "renewed and loaded")
        return True

    def _present(self, release: str, before: Optional[Loaded]) -> Loaded:
        site = self._config.site
        now = present(site.root, self._runtime.certificates(), site.has_own_proxy)
        live = LiveLink(site.root).target()
        # A switch that was broken off is the next deploy's to end: its configuration may be for an app that does not serve yet.
        if live is not None and live.release != release:
            return now._replace(config=before.config if before is not None else OWN_CONFIG)
        return now


def _runtime_of(config: Config, releases: Releases, log: Log) -> Runtime:
    commands = Commands()
    if config.is_native:
        return OnHost(config, commands, log)
    docker = Docker(commands, config.site.project)
    return InContainers(config, commands, docker, Compose(commands, docker, releases, ""), log)
