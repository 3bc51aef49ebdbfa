"""Requests the certificate, and removes the probe file."""
from __future__ import annotations

from typing import NamedTuple

from certificates.certbot import Order, request_by, request_certificate
from certificates.standalone import PortHolders, standalone_words
from certificates.webroot import Webroot
from command.clock import Clock, Deadline
from job.fields import Object, flag, optional_text, text, texts
from job.whole import whole
from steps.context import Context

_START_SECONDS = 30.0


class Data(NamedTuple):
    """`probe_token` names the probe file; '' for none."""

    order: Order
    probe_token: str
    is_standalone: bool


def read(of: Object) -> Data:
    order = Order(
        names=texts(of, "names"),
        command=texts(of, "command"),
        acme_server=text(of, "acme_server"),
        email=optional_text(of, "email"),
    )
    return Data(order, text(of, "probe_token"), flag(of, "standalone"))


def run(context: Context) -> None:
    """:raises Failed: certificate-request-failed"""
    site = context.job.site
    order, token, is_standalone = whole(context.data, read)
    context.report.waiting_for(f"the certificate, requested by the service {site.certbot_service}")
    if is_standalone:
        _listen_and_request(context, order)
        return
    release = context.releases.newest(context.job.release)
    request_certificate(site, context.compose, release, order, context.limit_seconds)
    if token:
        Webroot(site, context.commands, context.docker, context.compose, release).remove(token, context.limit_seconds)


def _listen_and_request(context: Context, order: Order) -> None:
    """By the release to come, before it is switched to."""
    release = context.job.release
    deadline = Deadline(Clock(), context.limit_seconds)
    holders = PortHolders(context.docker, context.job.site.proxy_service)
    holders.stop(deadline.left())
    try:
        words = standalone_words(context.job.site, context.compose, release, order)
        request_by(words, context.compose, release, max(1.0, deadline.left() - _START_SECONDS))
    finally:
        holders.start_again(_START_SECONDS)
