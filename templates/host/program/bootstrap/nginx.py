"""nginx of the distribution, installed and started so that port 80 never shows its welcome page."""
from __future__ import annotations

import os

from bootstrap.packages import Packages
from command.privileged import Privileged

_UNIT = "nginx.service"
_SECONDS = 60.0
_ETC = "/etc/nginx"
# The configuration that all sites of a host share. Until a site writes it: for every name, port 80 ends the connection.
_SHARED = "conf.d/00-ehd.conf"
_CLOSED = b"server {\n    listen 80 default_server;\n    listen [::]:80 default_server;\n    return 444;\n}\n"


def install_nginx(packages: Packages, privileged: Privileged, etc: str = _ETC) -> None:
    """Installs the package, which does not start nginx. What lay in /etc/nginx before stays.

    :raises Failed: bootstrap-failed
    """
    welcome = os.path.join(etc, "sites-enabled", "default")
    had_welcome = os.path.lexists(welcome)
    # Debian's package starts the service, unless it is masked; in /run, so that it is not when the host has started again.
    privileged.run(["systemctl", "mask", "--runtime", _UNIT], _SECONDS)
    try:
        packages.install("nginx")
    finally:
        privileged.run(["systemctl", "unmask", "--runtime", _UNIT], _SECONDS)
    if not had_welcome and os.path.islink(welcome):
        privileged.run(["rm", welcome], _SECONDS)
    if packages.has_welcome_in_nginx_conf:
        _close(privileged, os.path.join(etc, _SHARED))


def _close(privileged: Privileged, shared: str) -> None:
    """A server that is read before that of nginx.conf, which has no file of its own."""
    if not os.path.lexists(shared):
        privileged.commands.run(privileged.words(["tee", shared]), _SECONDS, stdin=_CLOSED)
