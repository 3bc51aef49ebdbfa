from unittest.mock import patch

from django.db import OperationalError
from django.test import TestCase, override_settings

from visits.models import Visit


@override_settings(RELEASE='r-42')
class Pages(TestCase):
    def test_home_shows_the_release(self):
        response = self.client.get('/')
        self.assertContains(response, '<code id="release">r-42</code>', html=True)
        self.assertContains(response, '/static/visits/site.css')

    def test_every_answer_names_the_release(self):
        for path in ['/', '/health/', '/no-such-page/']:
            with self.subTest(path):
                self.assertEqual(self.client.get(path).headers['X-Release'], 'r-42')

    def test_a_visit_is_counted_once_and_a_head_request_is_not(self):
        Visit.objects.create(release='r-41')
        self.client.head('/visits/')
        response = self.client.get('/visits/')
        self.assertContains(response, '<strong id="total">2</strong>', html=True)
        self.assertContains(response, '<span id="of-this-release">1</span>', html=True)

    def test_health_is_well_with_a_database(self):
        response = self.client.get('/health/')
        self.assertEqual((response.status_code, response.json()), (200, {'status': 'ok', 'release': 'r-42'}))

    def test_health_says_so_when_the_database_does_not_answer(self):
        with patch.object(Visit.objects, 'exists', side_effect=OperationalError('no such table')):
            response = self.client.get('/health/')
        self.assertEqual(response.status_code, 503)

    def test_nothing_can_be_posted(self):
        self.assertEqual(self.client.post('/visits/').status_code, 405)
