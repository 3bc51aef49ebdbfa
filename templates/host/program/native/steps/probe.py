"""Writes a file to the ACME webroot, by which the runner sees from outside that a certificate authority would reach this host."""
from __future__ import annotations

from certificates.webroot import DiskWebroot
from command.failed import Failed
from job.whole import whole
from steps import probe
from steps.context import Context

read = probe.read


def run(context: Context) -> None:
    """:raises Failed: challenge-unreachable"""
    webroot = DiskWebroot(context.commands, context.job.site.certbot_webroot or "")
    if not webroot.write(whole(context.data, read), context.limit_seconds):
        raise Failed("challenge-unreachable", "the test file could not be written to the ACME webroot")
