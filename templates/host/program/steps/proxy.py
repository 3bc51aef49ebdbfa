"""Puts the reverse proxy's configuration in place, unless it is for an app that does not serve yet: that is for the switch to do."""
from __future__ import annotations

import os
import time
from typing import List

from command.failed import Failed
from compose.releases import read_text, replace_text
from job.fields import Object, integer
from job.whole import whole
from proxy.config_folder import mirror
from proxy.live_link import Target
from steps.context import Context


def read(of: Object) -> int:
    """For how many seconds visitors are told to use HTTPS alone."""
    return integer(of, "hsts_seconds")


def run(context: Context) -> None:
    """:raises Failed: proxy-config-invalid"""
    try:
        _configure(context, os.path.join(context.bundle, "proxy"))
        _note_hsts(context.job.site.root, whole(context.data, read))
    except OSError as error:
        raise Failed("proxy-config-invalid", f"the configuration of {context.proxy.service} could not be written: {error}") from error


def _configure(context: Context, config: str) -> None:
    root, release = context.job.site.root, context.job.release
    current = context.releases.current()
    os.makedirs(os.path.join(root, "edge"), exist_ok=True)
    for folder in (root, os.path.join(root, "edge")):
        os.chmod(folder, 0o755)
    if current not in ("", release):
        context.proxy.keep_config(current)
    _lead_somewhere(context)
    if _is_asked_otherwise(context, current):
        service = context.proxy.service
        context.report.log(f"Release {release} uses another port or protocol than {current}: {service} loads it at the switch")
    elif not context.proxy.put_config(config):
        raise Failed("proxy-config-invalid", f"{context.proxy.service} did not load the configuration; the previous one stays in use")
    record = context.releases.record(release)
    if os.path.isdir(record):
        mirror(config, os.path.join(record, "edge"))


def _lead_somewhere(context: Context) -> None:
    """Until a release says otherwise the proxy asks the service by its name, as it has done before."""
    if not context.proxy.live.exists():
        release = context.job.expected or context.job.release
        app = context.releases.app(release, context.job.app)
        context.proxy.live.point_to(Target(f"{app.service}:{app.port}", release))


def _is_asked_otherwise(context: Context, current: str) -> bool:
    """Whether the release that serves is asked by another protocol, at another port or service."""
    if current in ("", context.job.release):
        return False
    serving = _asked_by(context, current)
    return serving != [] and serving != _asked_by(context, context.job.release) and context.proxy.container() is not None


def _asked_by(context: Context, release: str) -> List[str]:
    """Service, port and protocol of a release's app, if its record has them."""
    line = read_text(os.path.join(context.releases.record(release), "app")).strip()
    return line.split("|")[:3] if line else []


def _note_hsts(root: str, seconds: int) -> None:
    """Since when visitors have been told to use HTTPS alone for so long."""
    path = os.path.join(root, "hsts")
    if read_text(path).split(" ")[0] != str(seconds):
        replace_text(path, f"{seconds} {int(time.time())}\n")
