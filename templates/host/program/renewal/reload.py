"""Has the reverse proxy load what was renewed, at an hour when nobody looks: so no visitor may feel it."""
from __future__ import annotations

import os
import signal
from typing import Optional

from command.command import Commands
from command.root import as_root
from compose.compose import Compose
from compose.releases import read_text
from engine.docker import Docker
from proxy.host_nginx import children_of
from proxy.nginx import has_new_worker, workers_of
from renewal.log import Log

PAUSES = (0.2, 0.3, 0.5, 1, 2)
_NOT_NGINX = (126, 127)
_FAULTY = 100
# Nothing but nginx itself says whether its configuration is valid.
_RELOAD = f"nginx -v 2>/dev/null || exit {_NOT_NGINX[1]}; nginx -t || exit {_FAULTY}; nginx -s reload"


class Reload:
    def __init__(self, commands: Commands, docker: Docker, compose: Compose, log: Log) -> None:
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._log = log

    def run(self, service: str, container: Optional[str], release: str) -> bool:
        """Whether the proxy has loaded what there is. One that is not nginx is restarted."""
        if container is not None and self._by_signal(container):
            return True
        status = self._from_within(container) if container is not None else _NOT_NGINX[1]
        if status in _NOT_NGINX:
            return self._compose.show(release, "restart", service, limit_seconds=120) == 0
        if status == _FAULTY:
            self._log.say("nginx rejects its configuration: not reloaded")
        return status == 0

    def _by_signal(self, container: str) -> bool:
        """A signal alone, which no visitor waits for, and a look from outside whether it was followed: of a faulty configuration nginx
        makes no new worker, and serves on as it did. Only where process 1 is nginx, with nothing around it that might end by a signal.

        Not by the engine: a container that it sends a signal, any signal, counts as stopped by hand, and `restart: unless-stopped` does
        not bring it back after a reboot.
        """
        process = self._docker.output("inspect", "--format", "{{.State.Pid}}", container)
        if not process.isdigit() or read_text(f"/proc/{process}/comm").strip() != "nginx":
            return False
        before = children_of(process)
        return bool(before) and self._send_hangup(process) and has_new_worker(lambda: children_of(process), before, PAUSES)

    def _send_hangup(self, process: str) -> bool:
        try:
            os.kill(int(process), signal.SIGHUP)
            return True
        except ProcessLookupError:
            return False
        except PermissionError:
            return self._commands.show(as_root(["kill", "-HUP", process]), 10) == 0

    def _from_within(self, container: str) -> int:
        before = workers_of(self._docker, container) or frozenset()
        status = self._docker.show("exec", container, "sh", "-c", _RELOAD, limit_seconds=60)
        if status != 0:
            return status
        return 0 if has_new_worker(lambda: workers_of(self._docker, container), before, PAUSES) else 1
