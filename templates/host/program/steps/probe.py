"""Puts a test file at the HTTP-01 challenge path, so that it can be requested from outside before a certificate is."""
from __future__ import annotations

from certificates.webroot import Webroot
from command.failed import Failed
from job.fields import text
from steps.context import Context


def run(context: Context) -> None:
    """:raises Failed: challenge-unreachable"""
    release = context.releases.newest(context.job.release)
    webroot = Webroot(context.job.site, context.commands, context.docker, context.compose, release)
    if not webroot.write(text(context.data, "token"), context.limit_seconds):
        raise Failed("challenge-unreachable", "the probe file could not be written into the ACME webroot")

