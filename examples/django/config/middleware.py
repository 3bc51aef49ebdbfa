from django.conf import settings


def release_header(get_response):
    """Sends the release with every response, so that anyone can see which one is running."""

    def answer(request):
        response = get_response(request)
        response.headers['X-Release'] = settings.RELEASE
        return response

    return answer
