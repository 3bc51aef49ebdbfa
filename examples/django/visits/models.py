from django.db import models


class Visit(models.Model):
    """One request of the page. No data about the user is stored."""

    at = models.DateTimeField(auto_now_add=True)
    release = models.CharField(max_length=200)
