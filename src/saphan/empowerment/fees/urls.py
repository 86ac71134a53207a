from django.urls import path

from saphan.empowerment.fees import web

urlpatterns = [
    path("public/fees/", web.all_fees, name="all_fees"),
    path("public/fees/<str:corridor>/", web.fees, name="fees"),
    path("public/fees/<str:corridor>.csv", web.table, name="fee_table"),
    path("<taught:language>/fees/", web.to_her, name="her_fees"),
    path("<taught:language>/fees/<str:corridor>/", web.to_her_on, name="her_fees_on"),
]
