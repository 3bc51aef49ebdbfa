"""Folders of the host in which sites without Docker have something."""
from __future__ import annotations

UNITS = "/etc/systemd/system"
# Of settings that the next start of the host forgets.
RUNTIME_UNITS = "/run/systemd/system"
STATE = "/var/lib"
CACHE = "/var/cache"
SOCKETS = "/run/ehd"
NGINX = "/etc/nginx"
# Is there while nginx is about to be reloaded; src/proxy/dialect.ts has the same one.
RELOADING = "/run/ehd-nginx-reload"
