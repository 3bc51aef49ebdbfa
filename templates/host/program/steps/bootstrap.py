"""Installs what is missing on the host."""
from __future__ import annotations

from bootstrap.bootstrap import Bootstrap, Wanted
from bootstrap.compose_plugin import Plugin
from command.privileged import Privileged
from job.fields import object_of, text, texts
from steps.context import Context


def run(context: Context) -> None:
    data = context.data
    plugin = None if data.get("plugin") is None else object_of(data, "plugin")
    wanted = Wanted(
        needs=texts(data, "needs"),
        os_family=text(data, "os_family"),
        compose_minimum=text(data, "compose_minimum"),
        plugin=None if plugin is None else Plugin(text(plugin, "url"), text(plugin, "sha256")),
    )
    Bootstrap(wanted, Privileged(context.commands), context.docker, context.report).run(context.bundle)
