from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import Visit


@require_safe
def home(request):
    return render(request, 'visits/home.html', {'release': settings.RELEASE})


@require_safe
@never_cache
def visits(request):
    """Counts this request. A HEAD request is not counted."""
    if request.method == 'GET':
        Visit.objects.create(release=settings.RELEASE)
    return render(
        request,
        'visits/visits.html',
        {
            'release': settings.RELEASE,
            'total': Visit.objects.count(),
            'of_this_release': Visit.objects.filter(release=settings.RELEASE).count(),
        },
    )


@require_safe
@never_cache
def health(request):
    """200 while the database responds and has its table, otherwise 503."""
    try:
        connection.ensure_connection()
        Visit.objects.exists()
    except DatabaseError as error:
        return JsonResponse({'status': 'database does not answer', 'kind': type(error).__name__}, status=503)
    return JsonResponse({'status': 'ok', 'release': settings.RELEASE})
