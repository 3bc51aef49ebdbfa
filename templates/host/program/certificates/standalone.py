"""Requests the first certificate while nothing serves on port 80: the stack's own nginx does not start before it is there."""
from __future__ import annotations

import signal
import sys
from typing import List

from certificates.certbot import Order, request_words
from compose.compose import Compose
from engine.docker import Docker
from job.document import Site

# certbot notes how a certificate was requested, and renews it in the same way. By then the proxy is there and serves the webroot.
# `sh -c … certbot-standalone LINEAGE WEBROOT WORDS…`
_SCRIPT = (
    'lineage=$1; webroot=$2; shift 2; certbot "$@" || exit; '
    "exec sed -i -e 's/^authenticator = standalone$/authenticator = webroot/' "
    '-e "/^authenticator = webroot$/a webroot_path = $webroot," "/etc/letsencrypt/renewal/$lineage.conf"'
)


class PortHolders:
    """What of the project publishes port 80, and its proxy, which may try to: stopped while certbot listens there. What ran is started
    again, also when this program is asked to end.
    """

    def __init__(self, docker: Docker, proxy_service: str) -> None:
        self._docker = docker
        self._filters = ("publish=80/tcp", f"label=com.docker.compose.service={proxy_service}")
        self._stopped: List[str] = []

    def stop(self, limit_seconds: float) -> None:
        holders = self._found()
        self._stopped = self._found("status=running")
        if holders:
            # Else this program would end without starting them again.
            signal.signal(signal.SIGTERM, _leave)
            self._docker.show("stop", *holders, limit_seconds=limit_seconds)

    def start_again(self, limit_seconds: float) -> None:
        if self._stopped:
            self._docker.show("start", *self._stopped, limit_seconds=limit_seconds)

    def _found(self, *also: str) -> List[str]:
        return list(dict.fromkeys(one for by in self._filters for one in self._docker.containers(by, *also)))


def _leave(_number: int, _frame: object) -> None:
    sys.exit(1)


def standalone_words(site: Site, compose: Compose, release: str, order: Order) -> List[str]:
    """The words after `docker compose`."""
    asked = ["certonly", "--non-interactive", "--agree-tos", "--standalone", *request_words(site, order)]
    script = ["-c", _SCRIPT, "certbot-standalone", site.certificate_name, site.certbot_webroot or "", *asked]
    options = ["--quiet-pull", "--no-deps", "--publish", "80:80", "--entrypoint", "sh"]
    return compose.once(release, *options, site.certbot_service or "", *script)
