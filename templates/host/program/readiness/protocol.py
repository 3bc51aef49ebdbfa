"""Finds out which protocol a port speaks, by asking it in HTTP and in uwsgi at once.

One after the other would cost a time-out: a uWSGI socket with a large buffer takes an HTTP request for the head of a packet and waits for
the rest. An answer that begins with `HTTP/` decides, in both protocols; but a refusal of the uwsgi packet may come from an HTTP server, so
it only counts if nothing answers in HTTP.
"""
from __future__ import annotations

import os
import re
import selectors
import socket
import time
from typing import Dict, NamedTuple, Optional, Tuple, Union

from readiness.request import Request, http_request, uwsgi_request

# An address and a port, or the path of a Unix socket.
Place = Union[Tuple[str, int], str]
# Enough for a status line and its headers.
_MOST_BYTES = 16_384
# How HTTP servers refuse what is no HTTP request, as a uwsgi packet.
_MALFORMED = (400, 405, 408, 411, 413, 414, 431, 501, 505)
_TLS_COMPLAINT = re.compile(rb"HTTPS (?:port|server)", re.IGNORECASE)


class Answer(NamedTuple):
    """`protocol` is `http`, `uwsgi` or `https`; `location` is the Location header, '' for none. Of `https` no status is known."""

    protocol: str
    status: int
    location: str


class _Conversation:
    def __init__(self, protocol: str, channel: socket.socket, request: bytes) -> None:
        self.protocol = protocol
        self.channel = channel
        self.unsent = request
        self.received = b""
        self.is_over = False

    def go_on(self) -> None:
        try:
            if self.unsent:
                self.unsent = self.unsent[self.channel.send(self.unsent):]
                return
            received = self.channel.recv(_MOST_BYTES)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        self.received += received
        self.is_over = not received or b"\r\n\r\n" in self.received or len(self.received) > _MOST_BYTES

    @property
    def events(self) -> int:
        return selectors.EVENT_WRITE if self.unsent else selectors.EVENT_READ


def ask(address: str, port: int, request: Request, limit_seconds: float) -> Optional[Answer]:
    """What answers at a TCP port; None if nothing does within the limit, or in another protocol."""
    until = time.monotonic() + limit_seconds
    requests = {"http": http_request(request), "uwsgi": uwsgi_request(request)}
    conversations = [one for one in (_begin(name, (address, port), text) for name, text in requests.items()) if one]
    try:
        return _first_answer(conversations, until) or _tls(address, port, conversations, until)
    finally:
        for conversation in conversations:
            conversation.channel.close()


def ask_unix(path: str, protocol: str, request: Request, limit_seconds: float) -> Optional[Answer]:
    """What answers at a Unix socket in this protocol, `http` or `uwsgi`; None if nothing does within the limit. Not in both at once: who
    waits in the socket for a server to start is served by it, and holds one of its processes.
    """
    conversation = _begin(protocol, path, http_request(request) if protocol == "http" else uwsgi_request(request))
    if conversation is None:
        return None
    try:
        return _first_answer([conversation], time.monotonic() + limit_seconds)
    finally:
        conversation.channel.close()


def _begin(protocol: str, place: Place, request: bytes) -> Optional[_Conversation]:
    channel = socket.socket(_family(place), socket.SOCK_STREAM)
    channel.setblocking(False)
    try:
        status = channel.connect_ex(place)
        # A Unix socket says at once that nobody listens, or that its queue is full; a TCP connection is under way.
        if isinstance(place, str) and status != 0:
            raise OSError(status, os.strerror(status))
    except OSError:
        channel.close()
        return None
    return _Conversation(protocol, channel, request)


def _family(place: Place) -> socket.AddressFamily:
    if isinstance(place, str):
        return socket.AF_UNIX
    return socket.AF_INET6 if ":" in place[0] else socket.AF_INET


def _first_answer(conversations: list[_Conversation], until: float) -> Optional[Answer]:
    doubtful = None
    with selectors.DefaultSelector() as selector:
        for conversation in conversations:
            selector.register(conversation.channel, conversation.events, conversation)
        while selector.get_map():
            left = until - time.monotonic()
            if left <= 0:
                break
            for key, _ in selector.select(left):
                conversation = key.data
                conversation.go_on()
                if conversation.is_over:
                    selector.unregister(conversation.channel)
                    answer = _answer(conversation)
                    if answer is not None and answer.protocol == "uwsgi" and answer.status in _MALFORMED:
                        doubtful = answer
                    elif answer is not None:
                        return answer
                else:
                    selector.modify(conversation.channel, conversation.events, conversation)
    return doubtful


def _answer(conversation: _Conversation) -> Optional[Answer]:
    found = re.match(rb"HTTP/\d(?:\.\d)? (\d{3})", conversation.received)
    if found is None:
        return None
    status = int(found.group(1))
    if conversation.protocol == "http" and status == 400 and _TLS_COMPLAINT.search(conversation.received):
        return Answer("https", 0, "")
    return Answer(conversation.protocol, status, _headers(conversation.received).get("location", ""))


def _headers(received: bytes) -> Dict[str, str]:
    lines = received.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    pairs = [line.partition(":") for line in lines]
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _tls(address: str, port: int, conversations: list[_Conversation], until: float) -> Optional[Answer]:
    """A port that hangs up on both may want TLS first."""
    if not conversations or not all(one.is_over and not one.received.startswith(b"HTTP/") for one in conversations):
        return None
    # Few apps need it, and it takes long to load.
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Between two containers of one host, with a certificate that nobody signed.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        left = max(0.1, until - time.monotonic())
        with socket.create_connection((address, port), timeout=left) as plain, context.wrap_socket(plain):
            return Answer("https", 0, "")
    except (OSError, ValueError):
        return None
