"""For production, behind a proxy that ends TLS. Does not start without its secret and its names."""

import os

from django.core.exceptions import ImproperlyConfigured

from ..environment import required, words
from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = required('DJANGO_SECRET_KEY')

# DJANGO_ALLOWED_HOSTS if you set it, else the names that the deployment says it serves.
ALLOWED_HOSTS = words('DJANGO_ALLOWED_HOSTS') or words('DOMAIN', 'DOMAIN_ALIASES')
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured('Set DOMAIN or DJANGO_ALLOWED_HOSTS (comma-separated) to the names of the site.')

DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': os.environ.get('DJANGO_DATABASE', '/vol/data/db.sqlite3'),
        # Two containers write for a moment while one release takes over from another.
        'OPTIONS': {'timeout': 20, 'transaction_mode': 'IMMEDIATE', 'init_command': 'PRAGMA journal_mode=WAL;'},
    }
}

# The proxy sets this header itself and drops the visitor's own.
SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')
CSRF_COOKIE_SECURE = True
SECURE_REFERRER_POLICY = 'strict-origin-when-cross-origin'

# The proxy redirects to HTTPS and sends Strict-Transport-Security once HTTPS was seen to work. Doing it here too
# would send visitors to a port that is not open yet on the very first deployment.
SILENCED_SYSTEM_CHECKS = ['security.W004', 'security.W008']

LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {'console': {'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': os.environ.get('DJANGO_LOG_LEVEL', 'INFO')},
}
