"""Has the host's nginx load the site's configuration; taken back whole if it is not a valid one."""
from __future__ import annotations

import os

from command.failed import Failed
from command.privileged import Privileged
from native.layout import layout_of
from native.nginx_config import choose_config
from native.nginx_files import CODE, NginxFiles
from steps import proxy
from steps.context import Context

read = proxy.read
_START_SECONDS = 60.0


def run(context: Context) -> None:
    """:raises Failed: proxy-config-invalid"""
    privileged = Privileged(context.commands)
    files = NginxFiles(privileged, layout_of(context.job))
    with files.locked():
        if context.proxy.container() is None and privileged.show(["systemctl", "start", "nginx.service"], _START_SECONDS) != 0:
            raise Failed(CODE, "nginx does not start; systemctl status nginx shows the reason")
        choose_config(context.commands, context.bundle)
        try:
            files.put(os.path.join(context.bundle, "proxy"), context.job.site.certbot_webroot or "/var/www/acme")
            proxy.run(context)
        except Failed:
            files.put_back()
            raise
