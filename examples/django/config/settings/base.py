"""Settings for development and production. No secret and no host name belongs here."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent

RELEASE = os.environ.get('RELEASE', 'unreleased')

INSTALLED_APPS = ['django.contrib.staticfiles', 'visits']

MIDDLEWARE = [
    'config.middleware.release_header',
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.middleware.clickjacking.XFrameOptionsMiddleware',
]

ROOT_URLCONF = 'config.urls'
WSGI_APPLICATION = 'config.wsgi.application'

TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'APP_DIRS': True,
        'OPTIONS': {'context_processors': ['django.template.context_processors.request']},
    }
]

DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'

LANGUAGE_CODE = 'en'
TIME_ZONE = 'UTC'
USE_TZ = True

# A file's name carries the digest of its content. Two releases can be served at the same time, each with
# its own style sheet, and a browser may cache a file forever.
STATIC_URL = '/static/'
STATIC_ROOT = BASE_DIR / 'collected-static'
STORAGES = {
    'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
    'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'},
}
