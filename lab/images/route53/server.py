"""Route 53's API by moto on port 5000, and at /changes how often it has been asked to change something."""

import time

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
from werkzeug.wrappers import Response


class CountingChanges:
    """Counts requests that may change something once they are answered. Begins anywhere, so that a new start is a change too."""

    def __init__(self, api):
        self.api = api
        self.changes = time.time_ns()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/changes":
            return Response(str(self.changes))(environ, start_response)
        try:
            return self.api(environ, start_response)
        finally:
            if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                self.changes += 1


api = DomainDispatcherApplication(create_backend_app)
api.debug = True
run_simple("0.0.0.0", 5000, CountingChanges(api), threaded=True)
