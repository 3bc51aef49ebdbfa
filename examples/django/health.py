"""Requests /health/ over uWSGI's own socket, as nginx does, and exits with 0 only on a 200. Standard library only."""

import os
import socket
import struct
import sys

ADDRESS = ('127.0.0.1', 9000)


def packet(variables):
    """A uwsgi request: its size in a header of four bytes, then each name and value with its length before it."""
    body = b''.join(
        struct.pack('<H', len(text)) + text for pair in variables.items() for text in (part.encode() for part in pair)
    )
    return struct.pack('<BHB', 0, len(body), 0) + body


def main():
    names = os.environ.get('DJANGO_ALLOWED_HOSTS') or os.environ.get('DOMAIN', 'localhost')
    request = packet(
        {
            'REQUEST_METHOD': 'GET',
            'PATH_INFO': '/health/',
            'REQUEST_URI': '/health/',
            'QUERY_STRING': '',
            'SERVER_PROTOCOL': 'HTTP/1.1',
            'SERVER_NAME': 'localhost',
            'SERVER_PORT': '443',
            'HTTP_HOST': names.split(',')[0].strip(),
            'HTTP_X_FORWARDED_PROTO': 'https',
        }
    )
    with socket.create_connection(ADDRESS, timeout=2.5) as connection:
        connection.sendall(request)
        status = connection.makefile('rb').readline().decode('latin-1').strip()
    print(status)
    return 0 if ' 200 ' in f'{status} ' else 1


if __name__ == '__main__':
    sys.exit(main())
