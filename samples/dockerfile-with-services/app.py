"""Answers every page with its own name, and keeps what is posted to /notes."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOTES = os.environ.get("NOTES", "/tmp/notes")


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = open(NOTES).read() if self.path == "/notes" and os.path.exists(NOTES) else f"dockerfile-with-services {self.headers['Host']}\n"
        self.answer(200, body)

    def do_POST(self):
        with open(NOTES, "ab") as notes:
            notes.write(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(201, "kept\n")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8000"))), Page).serve_forever()
