"""Installs the renewal and its one cron entry, and proves that they work by running exactly that entry, as cron would."""
from __future__ import annotations

import os
from typing import List, NamedTuple

from command.failed import Failed
from compose.releases import read_text
from job.fields import Object, text
from job.whole import whole
from renewal.install import install_cron_entry, install_program, remove_older
from steps.context import Context

_CODE = "renewal-test-failed"
_PATH = "/usr/bin:/bin"
_FAILURE_LINES = 15
_SUCCESS_LINES = 2


class Data(NamedTuple):
    """The cron entry, and the command in it."""

    cron_line: str
    cron_command: str


def read(of: Object) -> Data:
    return Data(text(of, "cron_line"), text(of, "cron_command"))


def run(context: Context) -> None:
    """:raises Failed: renewal-test-failed"""
    site = context.job.site
    cron_line, cron_command = whole(context.data, read)
    try:
        install_program(os.path.join(context.bundle, "renewal"), site.root)
    except OSError as error:
        raise Failed(_CODE, f"the renewal could not be installed: {error}") from error
    install_cron_entry(context.commands, cron_line, site.cron_mark)
    remove_older(site.root)
    _run_once(context, cron_command)
    if not any(context.commands.run(["systemctl", "is-active", "--quiet", name], 30).is_ok for name in ("cron", "crond")):
        raise Failed(_CODE, "the cron daemon does not run")


def _run_once(context: Context, command: str) -> None:
    """Once, even if it fails: a certificate authority counts requests.

    :raises Failed: renewal-test-failed
    """
    context.report.log("Testing the renewal: running it once, as cron will")
    context.report.waiting_for("the test run of the renewal")
    name = context.commands.output(["id", "-un"], 10)
    values = [f"HOME={os.environ.get('HOME', '/')}", f"LOGNAME={name}", f"PATH={_PATH}", "SHELL=/bin/sh", "RENEW_WITHIN_DEPLOY=yes"]
    # The text is that of the cron entry, and cron gives it to this shell.
    words = [*_as_login(context, name), "env", "-i", *values, "/bin/sh", "-c", command]
    log = os.path.join(context.job.site.root, "renew.log")
    if context.commands.show(words, context.limit_seconds) != 0:
        raise Failed(_CODE, " ".join(_last_lines(log, _FAILURE_LINES)))
    for line in _last_lines(log, _SUCCESS_LINES):
        context.report.log(line)


def _as_login(context: Context, name: str) -> List[str]:
    """By sudo, so that a user who was put in the docker group a moment ago is in it."""
    words = ["sudo", "-n", "-u", name]
    return words if name != "root" and context.commands.run([*words, "true"], 10).is_ok else []


def _last_lines(path: str, number: int) -> List[str]:
    return read_text(path).splitlines()[-number:]
