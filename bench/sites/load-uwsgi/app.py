"""What the load generator talks to: answers that can be checked, quick ones and long ones. Standard library only."""

import hashlib
import os
import pathlib
import time

RELEASE = pathlib.Path(__file__).with_name('release.txt').read_text().strip()
# How the benchmark makes a release that never becomes healthy.
UNHEALTHY = os.environ.get('UNHEALTHY') == 'yes'
PAGE = f'release={RELEASE} asset=/static/site.{RELEASE}.css\n'.encode()


def application(environ, start_response):
    if UNHEALTHY:
        return whole(start_response, b'unhealthy\n', '503 Service Unavailable')
    answer = PAGES.get(environ['PATH_INFO'], missing)
    return answer(environ, start_response)


def page(environ, start_response):
    return whole(start_response, PAGE)


def echo(environ, start_response):
    return whole(start_response, body_of(environ))


def digest(environ, start_response):
    return whole(start_response, hashlib.sha256(body_of(environ)).hexdigest().encode())


def slow(environ, start_response):
    time.sleep(5)
    return whole(start_response, b'slow\n')


def stream(environ, start_response):
    """Sixty lines over six seconds. The last one says that it is the last: a length is not announced."""
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for number in range(60):
        yield f'{number} {"." * 1000}\n'.encode()
        time.sleep(0.1)
    yield b'end\n'


def missing(environ, start_response):
    return whole(start_response, b'no such page\n', '404 Not Found')


def body_of(environ):
    return environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))


def whole(start_response, body, status='200 OK'):
    start_response(status, [('Content-Type', 'application/octet-stream'), ('Content-Length', str(len(body)))])
    return [body]


PAGES = {'/': page, '/echo': echo, '/digest': digest, '/slow': slow, '/stream': stream}
