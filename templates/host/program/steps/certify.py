"""Requests the certificate, and removes the probe file."""
from __future__ import annotations

from typing import NamedTuple

from certificates.certbot import Order, request_certificate
from certificates.webroot import Webroot
from job.fields import Object, optional_text, text, texts
from job.whole import whole
from steps.context import Context


class Data(NamedTuple):
    """`probe_token` names the probe file; '' for none."""

    order: Order
    probe_token: str


def read(of: Object) -> Data:
    order = Order(
        names=texts(of, "names"),
        command=texts(of, "command"),
        acme_server=text(of, "acme_server"),
        email=optional_text(of, "email"),
    )
    return Data(order, text(of, "probe_token"))


def run(context: Context) -> None:
    """:raises Failed: certificate-request-failed"""
    site = context.job.site
    release = context.releases.newest(context.job.release)
    order, token = whole(context.data, read)
    context.report.waiting_for(f"the certificate, requested by the service {site.certbot_service}")
    request_certificate(site, context.compose, release, order, context.limit_seconds)
    if token:
        Webroot(site, context.commands, context.docker, context.compose, release).remove(token, context.limit_seconds)
