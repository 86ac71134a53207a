from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "saphan.demo"
    label = "demo"
