from django.urls import URLPattern, path

from saphan.empowerment.lessons import desk, web

urlpatterns: list[URLPattern] = [
    path("<taught:language>/learn/", web.lessons, name="lessons"),
    path("<taught:language>/learn/<slug:slug>/", web.lesson, name="lesson"),
    path("<taught:language>/learn/<slug:slug>/learned/", web.learned, name="lesson_learned"),
    path("desk/lessons/", desk.lessons, name="desk_lessons"),
    path("desk/lessons/files/", desk.export, name="export_lessons"),
    path("desk/lessons/<slug:slug>/<slug:language>/", desk.text, name="desk_lesson"),
    path("desk/lessons/<slug:slug>/<slug:language>/judge/", desk.judge, name="judge_lesson"),
    path("desk/lessons/<slug:slug>/<slug:language>/edit/", desk.edit, name="edit_lesson"),
    path("learn/sound/<uuid:lesson_sound_id>/", web.machine_sound, name="lesson_sound"),
    path("learn/sound/<slug:slug>/<slug:language>/<slug:digest>/", web.recording, name="lesson_recording"),
]
