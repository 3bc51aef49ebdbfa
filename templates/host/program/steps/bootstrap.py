"""Installs what is missing on the host."""
from __future__ import annotations

from bootstrap.bootstrap import Bootstrap, Wanted
from bootstrap.compose_plugin import Plugin
from command.privileged import Privileged
from job.fields import Object, optional_object, text, texts
from job.whole import whole
from steps.context import Context


def read(of: Object) -> Wanted:
    plugin = optional_object(of, "plugin")
    return Wanted(
        needs=texts(of, "needs"),
        os_family=text(of, "os_family"),
        compose_minimum=text(of, "compose_minimum"),
        plugin=None if plugin is None else whole(plugin, _plugin),
    )


def _plugin(of: Object) -> Plugin:
    return Plugin(text(of, "url"), text(of, "sha256"))


def run(context: Context) -> None:
    wanted = whole(context.data, read)
    Bootstrap(wanted, Privileged(context.commands), context.docker, context.report).run(context.bundle)
