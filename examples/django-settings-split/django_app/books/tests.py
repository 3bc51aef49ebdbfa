from unittest.mock import patch

from django.db import OperationalError
from django.test import TestCase

from books.models import Book


class Pages(TestCase):
    def test_the_shelf_lists_books_by_their_titles(self):
        Book.objects.create(title='Persuasion', author='Jane Austen')
        Book.objects.create(title='Emma', author='Jane Austen')
        page = self.client.get('/').content.decode()
        self.assertLess(page.index('Emma'), page.index('Persuasion'))

    def test_health_is_503_without_a_database(self):
        self.assertEqual(self.client.get('/health/').status_code, 200)
        with patch.object(Book.objects, 'exists', side_effect=OperationalError('no such table')):
            self.assertEqual(self.client.get('/health/').status_code, 503)
