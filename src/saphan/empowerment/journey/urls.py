from django.urls import URLPattern, path

from saphan.empowerment import speaking as speaking
from saphan.empowerment.journey import pages

urlpatterns: list[URLPattern] = [path("<taught:language>/before/kept/", pages.journey, name="journey")]
