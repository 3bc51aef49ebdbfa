"""Puts the reverse proxy's configuration in place. Which release it asks, where and in which protocol, is for the switch to say."""
from __future__ import annotations

import os
import time

from command.failed import Failed
from compose.releases import read_text, replace_text
from job.fields import Object, integer
from job.whole import whole
from proxy.config_folder import mirror
from proxy.live_link import NO_PROTOCOL, UNIX, Target
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
    if not context.proxy.put_config(config):
        raise Failed("proxy-config-invalid", f"{context.proxy.service} did not load the configuration; the previous one stays in use")
    record = context.releases.record(release)
    if os.path.isdir(record):
        mirror(config, os.path.join(record, "edge"))


def _lead_somewhere(context: Context) -> None:
    """The configuration asks where the link leads. There may be none yet; and one made before 0.2 names no protocol."""
    live = context.proxy.live
    target = live.target()
    release = target.release if target else context.job.expected or context.job.release
    if target is None and context.job.native is not None:
        target = Target(NO_PROTOCOL, UNIX, release)
    elif target is None or target.protocol == "":
        app = context.releases.app(release, context.job.app)
        is_known = app.protocol is not None and len(app.ports) == 1
        address = target.address if target else f"{app.service}:{app.ports[0] if is_known else 0}"
        target = Target(app.protocol or ("http" if target else NO_PROTOCOL), address, release)
    live.point_to(target)


def _note_hsts(root: str, seconds: int) -> None:
    """Since when visitors have been told to use HTTPS alone for so long."""
    path = os.path.join(root, "hsts")
    if read_text(path).split(" ")[0] != str(seconds):
        replace_text(path, f"{seconds} {int(time.time())}\n")
