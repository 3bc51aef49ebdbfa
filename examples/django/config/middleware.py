from django.conf import settings


def release_header(get_response):
    """Names the release on every answer, so that anyone can ask which one is serving."""

    def answer(request):
        response = get_response(request)
        response.headers['X-Release'] = settings.RELEASE
        return response

    return answer
