"""For production, behind nginx, which terminates TLS. Does not start without its secret and its domain names."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403


def required(name):
    """The value of an environment variable that has no default."""
    value = os.environ.get(name, '')
    if not value:
        raise ImproperlyConfigured(f'The environment variable {name} is missing or empty.')
    return value


DEBUG = False
SECRET_KEY = required('DJANGO_SECRET_KEY')

# The action sets both; the second is empty without aliases.
ALLOWED_HOSTS = [name for name in [required('DOMAIN'), *os.environ.get('DOMAIN_ALIASES', '').split(',')] if name]

# The code is read-only. These directories outlive releases.
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': '/vol/data/db.sqlite3',
        # During a deploy two releases write for a moment.
        'OPTIONS': {'timeout': 20, 'transaction_mode': 'IMMEDIATE', 'init_command': 'PRAGMA journal_mode=WAL;'},
    }
}
MEDIA_ROOT = '/vol/media'
STATIC_ROOT = '/vol/static'
# A file's name carries the digest of its content, so that two releases can be served at the same time.
STORAGES = {
    'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
    'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'},
}

# nginx sets this header and removes one from the client.
SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# nginx redirects to HTTPS and sends Strict-Transport-Security once HTTPS works.
SILENCED_SYSTEM_CHECKS = ['security.W004', 'security.W008']

# systemd keeps what is printed: journalctl -u 'ehd-*'
LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {'console': {'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': 'INFO'},
}
