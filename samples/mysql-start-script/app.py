"""Answers every page with its own name and how often a page was asked for."""
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pymysql


def greeting():
    settings = {"host": "db", "user": "shop", "password": os.environ["MYSQL_PASSWORD"], "database": "shop"}
    with pymysql.connect(**settings, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE visits SET count = count + 1")
        cursor.execute("SELECT count FROM visits")
        return cursor.fetchone()[0]


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"mysql-start-script {self.headers['Host']} {greeting()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Page).serve_forever()
