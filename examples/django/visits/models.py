from django.db import models


class Visit(models.Model):
    """One look at the page of visits. Nothing about the visitor is kept."""

    at = models.DateTimeField(auto_now_add=True)
    release = models.CharField(max_length=200)
