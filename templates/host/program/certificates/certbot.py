"""Requests the site's certificate, with certbot or the repository's own command, in a container of the certbot service; or with the
host's own certbot."""
from __future__ import annotations

import re
from typing import Callable, List, NamedTuple, Optional

from command.failed import Failed
from command.tee import Shown
from compose.compose import Compose
from job.document import Site

_CODE = "certificate-request-failed"
_LAST_LINES = 25
_STALE_NONCE = re.compile(r"acme:error:badNonce|invalid anti-replay nonce")


class Order(NamedTuple):
    """What is asked for. `command` are the words after `compose run --rm certbot`; empty: certbot is called for these names."""

    names: List[str]
    command: List[str]
    acme_server: str
    email: Optional[str]


def request_certificate(site: Site, compose: Compose, release: str, order: Order, limit_seconds: float) -> None:
    """:raises Failed: certificate-request-failed, with the last lines of what it said"""
    own = [site.certbot_service or "", *order.command]
    certbot = ["--no-deps", "--entrypoint", "certbot", site.certbot_service or "", *certbot_words(site, order)]
    words = compose.once(release, "--quiet-pull", *(own if order.command else certbot))
    request_by(words, compose, release, limit_seconds)


def request_by(words: List[str], compose: Compose, release: str, limit_seconds: float) -> None:
    """Runs a container that requests the certificate; `words` come after `docker compose`.

    :raises Failed: certificate-request-failed, with the last lines of what it said
    """
    request(lambda: compose.tee(release, *words, limit_seconds=limit_seconds))


def request(run: Callable[[], Shown]) -> None:
    """:raises Failed: certificate-request-failed, with the last lines of what it said"""
    shown = run()
    # The server asked for a new nonce more often than certbot tries by itself: no order was judged, so once more.
    if shown.status != 0 and _STALE_NONCE.search(shown.output):
        shown = run()
    if shown.status != 0:
        raise Failed(_CODE, " ".join(shown.output.splitlines()[-_LAST_LINES:]))


def certbot_words(site: Site, order: Order) -> List[str]:
    """Idempotent by itself: with --keep-until-expiring a certificate that is there and covers the names is left alone."""
    webroot = ["--webroot", "--webroot-path", site.certbot_webroot or ""]
    return ["certonly", "--non-interactive", "--agree-tos", *webroot, *request_words(site, order)]


def request_words(site: Site, order: Order) -> List[str]:
    """certbot's words for the certificate that is wanted, who asks for it, and whom."""
    email = ["--email", order.email] if order.email else ["--register-unsafely-without-email"]
    names = [word for name in order.names for word in ("--domain", name)]
    return ["--cert-name", site.certificate_name, "--keep-until-expiring", "--server", order.acme_server, *email, *names]
