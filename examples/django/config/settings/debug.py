"""For development: `python manage.py runserver` works at once. Never deploy with these settings."""

from .base import *  # noqa: F403
from .base import BASE_DIR, STORAGES

DEBUG = True
SECRET_KEY = 'only-for-the-desk'
ALLOWED_HOSTS = ['localhost', '127.0.0.1', '[::1]', 'testserver']

DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}

# Names without digests, so that nothing has to be collected before a page can be shown.
STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}
