"""Puts a test file at the HTTP-01 challenge path, so that it can be requested from outside before a certificate is."""
from __future__ import annotations

from certificates.webroot import Webroot
from command.failed import Failed
from job.fields import Object, text
from job.whole import whole
from steps.context import Context


def read(of: Object) -> str:
    return text(of, "token")


def run(context: Context) -> None:
    """:raises Failed: challenge-unreachable"""
    release = context.releases.newest(context.job.release)
    webroot = Webroot(context.job.site, context.commands, context.docker, context.compose, release)
    if not webroot.write(whole(context.data, read), context.limit_seconds):
        raise Failed("challenge-unreachable", "the test file could not be written to the ACME webroot")

