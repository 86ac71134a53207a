from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "saphan.empowerment"
    label = "empowerment"
