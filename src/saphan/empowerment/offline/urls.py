from django.urls import URLPattern, path

from saphan.empowerment.offline import web

urlpatterns: list[URLPattern] = [
    path("offline/send/", web.send, name="offline_send"),
    path("<taught:language>/offline/", web.offline, name="offline"),
    path("<taught:language>/offline/say/", web.say, name="offline_say"),
]
