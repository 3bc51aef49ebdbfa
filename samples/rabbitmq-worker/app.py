"""Puts a job into the queue for every page."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pika


def greeting():
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    channel.queue_declare("jobs", durable=True)
    channel.basic_publish("", "jobs", b"a page")
    connection.close()
    return "queued"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"rabbitmq-worker {self.headers['Host']} {greeting()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Page).serve_forever()
