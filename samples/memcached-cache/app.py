"""Answers every page with its own name and how often a page was asked for."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pymemcache.client.base import Client


def greeting():
    cache = Client(os.environ["MEMCACHED"])
    cache.add("visits", "0")
    return cache.incr("visits", 1)


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"memcached-cache {self.headers['Host']} {greeting()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Page).serve_forever()
