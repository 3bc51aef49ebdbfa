from django.http import HttpResponse
from django.urls import path

PAGE = '<!doctype html><title>Own edge</title><link rel="stylesheet" href="/static/plain.css"><h1>A stack with its own edge</h1>'

urlpatterns = [path('', lambda request: HttpResponse(PAGE))]
