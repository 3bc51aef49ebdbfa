"""Requests the site's certificate with the host's certbot, which writes to the ACME webroot that nginx serves."""
from __future__ import annotations

from certificates.certbot import certbot_words, request
from certificates.webroot import DiskWebroot
from command.clock import Clock, Deadline
from command.root import as_root
from command.tee import Shown, tee
from job.whole import whole
from steps import certify
from steps.context import Context

read = certify.read
_BUSY = "Another instance of Certbot is already running"
_PAUSE_SECONDS = 3.0


def run(context: Context) -> None:
    """:raises Failed: certificate-request-failed"""
    site = context.job.site
    order, token, _ = whole(context.data, read)
    clock = Clock()
    deadline = Deadline(clock, context.limit_seconds)
    words = as_root(["certbot", *certbot_words(site, order)])

    def call() -> Shown:
        """Once more while certbot works for another site of this host."""
        while True:
            shown = tee(words, deadline.left())
            if shown.status == 0 or _BUSY not in shown.output or deadline.left() < 2 * _PAUSE_SECONDS:
                return shown
            clock.sleep(_PAUSE_SECONDS)

    context.report.waiting_for("the certificate, requested by certbot")
    request(call)
    if token:
        DiskWebroot(context.commands, site.certbot_webroot or "").remove(token, context.limit_seconds)
