"""What answers at a Unix socket, asked of a real one."""
import os
import socket
import tempfile
import threading
import unittest

from readiness.protocol import Answer, ask_unix
from readiness.request import Request

REQUEST = Request("shop.example.com", "/health")


class WhatAnswersAtAUnixSocket(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "app.sock")
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(self.path)
        self.server.listen(1)
        self.received = b""

    def tearDown(self):
        self.server.close()
        self.folder.cleanup()

    def answer(self, text):
        def serve():
            connection, _ = self.server.accept()
            self.received = connection.recv(4096)
            connection.sendall(text)
            connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        self.addCleanup(thread.join)

    def test_is_read_in_http(self):
        self.answer(b"HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n")
        self.assertEqual(ask_unix(self.path, "http", REQUEST, 5), Answer("http", 302, "/login"))
        self.assertTrue(self.received.startswith(b"GET /health HTTP/1.1\r\nHost: shop.example.com\r\n"))

    def test_is_read_in_uwsgi(self):
        self.answer(b"HTTP/1.1 200 OK\r\n\r\n")
        self.assertEqual(ask_unix(self.path, "uwsgi", REQUEST, 5), Answer("uwsgi", 200, ""))
        self.assertIn(b"HTTP_X_FORWARDED_PROTO", self.received)

    def test_is_nothing_where_nobody_accepts_in_time(self):
        self.assertIsNone(ask_unix(self.path, "http", REQUEST, 0.2))

    def test_is_nothing_where_nobody_listens(self):
        self.server.close()
        self.assertIsNone(ask_unix(self.path, "http", REQUEST, 5))
        self.assertIsNone(ask_unix(self.path + ".other", "http", REQUEST, 5))


if __name__ == "__main__":
    unittest.main()
