from django.urls import path

from . import views

urlpatterns = [path('', views.shelf, name='shelf'), path('health/', views.health, name='health')]
