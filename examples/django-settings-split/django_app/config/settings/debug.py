"""For development: `python manage.py runserver` works at once. Never deploy with these settings."""

from .base import *  # noqa: F403
from .base import PROJECT_DIR

DEBUG = True
SECRET_KEY = 'only-for-the-desk'
ALLOWED_HOSTS = ['localhost', '127.0.0.1', '[::1]', 'testserver']

DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': PROJECT_DIR / 'db.sqlite3'}}
MEDIA_ROOT = PROJECT_DIR / 'media'
