"""For production, behind a proxy that terminates TLS. Does not start without its secret and its domain names."""

import os

from django.core.exceptions import ImproperlyConfigured

from ..environment import required, words
from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = required('DJANGO_SECRET_KEY')

# DJANGO_ALLOWED_HOSTS if set, otherwise the domain names of the deploy.
ALLOWED_HOSTS = words('DJANGO_ALLOWED_HOSTS') or words('DOMAIN', 'DOMAIN_ALIASES')
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured('Set DOMAIN or DJANGO_ALLOWED_HOSTS (comma-separated) to the names of the site.')

DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': os.environ.get('DJANGO_DATABASE', '/vol/data/db.sqlite3'),
        # During a zero-downtime deploy two containers write for a moment.
        'OPTIONS': {'timeout': 20, 'transaction_mode': 'IMMEDIATE', 'init_command': 'PRAGMA journal_mode=WAL;'},
    }
}

# The proxy sets this header and removes one from the client.
SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')
CSRF_COOKIE_SECURE = True
SECURE_REFERRER_POLICY = 'strict-origin-when-cross-origin'

# The proxy redirects to HTTPS and sends Strict-Transport-Security once HTTPS works. Doing it here too
# would redirect users to a port that is not open yet on the first deploy.
SILENCED_SYSTEM_CHECKS = ['security.W004', 'security.W008']

LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {'console': {'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': os.environ.get('DJANGO_LOG_LEVEL', 'INFO')},
}
