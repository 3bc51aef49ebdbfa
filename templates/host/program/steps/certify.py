"""Requests the certificate, and removes the probe file."""
from __future__ import annotations

from certificates.certbot import Order, request_certificate
from certificates.webroot import Webroot
from job.fields import optional_text, text, texts
from steps.context import Context


def run(context: Context) -> None:
    """:raises Failed: certificate-request-failed"""
    site = context.job.site
    release = context.releases.newest(context.job.release)
    order = Order(
        names=texts(context.data, "names"),
        command=texts(context.data, "command"),
        acme_server=text(context.data, "acme_server"),
        email=optional_text(context.data, "email"),
    )
    context.report.waiting_for(f"the certificate, requested by the service {site.certbot_service}")
    request_certificate(site, context.compose, release, order, context.limit_seconds)
    token = text(context.data, "probe_token")
    if token:
        Webroot(site, context.commands, context.docker, context.compose, release).remove(token, context.limit_seconds)
