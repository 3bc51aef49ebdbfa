"""Puts a file where the certificate authority will look for its own, so that the way can be tried before an order is spent."""
from __future__ import annotations

from certificates.webroot import Webroot
from command.failed import Failed
from job.fields import text
from steps.context import Context


def run(context: Context) -> None:
    """:raises Failed: containers-unhealthy, challenge-unreachable"""
    start_proxy(context)
    release = context.releases.newest(context.job.release)
    webroot = Webroot(context.job.site, context.commands, context.docker, context.compose, release)
    if not webroot.write(text(context.data, "token"), context.limit_seconds):
        raise Failed("challenge-unreachable", "the probe file could not be written into the ACME webroot")


def start_proxy(context: Context) -> None:
    """At a first deploy the proxy is there before the app, so that the certificate is issued while the app starts.

    :raises Failed: containers-unhealthy
    """
    proxy = context.proxy
    if proxy.is_own or proxy.container() is not None:
        return
    release = context.releases.newest(context.job.release)
    words = ("up", "--detach", "--no-deps", "--quiet-pull", proxy.service)
    if context.compose.show(release, *words, limit_seconds=context.limit_seconds) != 0:
        raise Failed("containers-unhealthy", f"{proxy.service} did not start")
