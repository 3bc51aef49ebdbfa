from django.conf import settings
from django.db import DatabaseError
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import Book


@require_safe
def shelf(request):
    return render(request, 'books/shelf.html', {'books': Book.objects.all(), 'release': settings.RELEASE})


@require_safe
@never_cache
def health(request):
    """200 while the database responds and has its tables, otherwise 503."""
    try:
        Book.objects.exists()
    except DatabaseError as error:
        return JsonResponse({'status': 'database does not respond', 'kind': type(error).__name__}, status=503)
    return JsonResponse({'status': 'ok', 'release': settings.RELEASE})
