"""Asks a stack's own reverse proxy for the site, on the host itself, as a visitor would."""
from __future__ import annotations

import http.client
import socket
import ssl
from typing import Optional

_SECONDS = 15.0
_HOST = "127.0.0.1"


class _NamedTls(http.client.HTTPSConnection):
    """Connects to this host and asks for the site's certificate, whatever it is: nobody else listens here."""

    def __init__(self, name: str) -> None:
        super().__init__(_HOST, 443, timeout=_SECONDS)
        self._name = name

    def connect(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        channel = socket.create_connection((_HOST, 443), _SECONDS)
        self.sock = context.wrap_socket(channel, server_hostname=self._name)


def status_through_front(name: str, path: str) -> Optional[int]:
    """The status of a page of the site by HTTPS, else by HTTP; None if neither answers within its limit."""
    for connection in (_NamedTls(name), http.client.HTTPConnection(_HOST, 80, timeout=_SECONDS)):
        try:
            connection.request("GET", path, headers={"Host": name, "User-Agent": "ec2-https-deploy"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException, ValueError):
            continue
        finally:
            connection.close()
    return None
