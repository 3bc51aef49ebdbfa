"""The request that tells whether an app answers, in HTTP/1.1 and as a packet of the uwsgi protocol."""
from __future__ import annotations

import struct
from typing import NamedTuple


class Request(NamedTuple):
    """A GET for the health path, as the reverse proxy would pass it on. `host` is the site's name."""

    host: str
    path: str


def http_request(request: Request) -> bytes:
    lines = [
        f"GET {request.path} HTTP/1.1",
        f"Host: {request.host}",
        "X-Forwarded-Proto: https",
        "User-Agent: ec2-https-deploy",
        "Connection: close",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def uwsgi_request(request: Request) -> bytes:
    """modifier1 0, size, modifier2 0, then each variable as size and text, little-endian (uwsgi-docs, Protocol.rst)."""
    path, _, query = request.path.partition("?")
    variables = {
        "REQUEST_METHOD": "GET",
        "REQUEST_URI": request.path,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": request.host,
        "SERVER_PORT": "443",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": request.host,
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_USER_AGENT": "ec2-https-deploy",
        "HTTPS": "on",
    }
    body = b"".join(_sized(text) for pair in variables.items() for text in pair)
    return struct.pack("<BHB", 0, len(body), 0) + body


def _sized(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    return struct.pack("<H", len(raw)) + raw
