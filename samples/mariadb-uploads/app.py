"""Answers every page with its own name and the time of the database, as a content management system would."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pymysql


def greeting():
    settings = {name: os.environ[f"CMS_DB_{name.upper()}"] for name in ("host", "user", "password", "database")}
    with pymysql.connect(**settings) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT NOW()")
        return cursor.fetchone()[0]


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"mariadb-uploads {self.headers['Host']} {greeting()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Page).serve_forever()
