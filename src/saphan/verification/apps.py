from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "saphan.verification"
    label = "verification"
