"""Installs what is missing on the host."""
from __future__ import annotations

from bootstrap.bootstrap import Bootstrap, Wanted
from bootstrap.cli_plugin import Plugin
from command.privileged import Privileged
from job.fields import Object, integer, optional_object, text, texts
from job.whole import whole
from steps.context import Context


def read(of: Object) -> Wanted:
    plugin, buildx = optional_object(of, "plugin"), optional_object(of, "buildx_plugin")
    return Wanted(
        needs=texts(of, "needs"),
        os_family=text(of, "os_family"),
        compose_minimum=text(of, "compose_minimum"),
        plugin=None if plugin is None else whole(plugin, _plugin),
        buildx_minimum=text(of, "buildx_minimum"),
        buildx_plugin=None if buildx is None else whole(buildx, _plugin),
        swap_bytes=integer(of, "swap_bytes"),
    )


def _plugin(of: Object) -> Plugin:
    return Plugin(text(of, "url"), text(of, "sha256"))


def run(context: Context) -> None:
    wanted = whole(context.data, read)
    Bootstrap(wanted, Privileged(context.commands), context.docker, context.report).run(context.bundle)
