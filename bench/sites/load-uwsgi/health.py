"""Asks / over uWSGI's own socket, as nginx would, and exits with 0 only on a 200."""

import socket
import struct
import sys

VARIABLES = {'REQUEST_METHOD': 'GET', 'PATH_INFO': '/', 'REQUEST_URI': '/', 'QUERY_STRING': '', 'SERVER_PROTOCOL': 'HTTP/1.1'}
body = b''.join(struct.pack('<H', len(text)) + text.encode() for pair in VARIABLES.items() for text in pair)
with socket.create_connection(('127.0.0.1', 9000), timeout=2.5) as connection:
    connection.sendall(struct.pack('<BHB', 0, len(body), 0) + body)
    status = connection.makefile('rb').readline().decode('latin-1')
sys.exit(0 if ' 200 ' in status else 1)
