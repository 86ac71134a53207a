"""The web server: gunicorn, two processes of four threads each, no access log."""

from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from saphan.config import starting

OPTIONS = {
    "worker_class": "gthread",
    "workers": 2,
    "threads": 4,
    "timeout": 60,
    "graceful_timeout": 10,
    "keepalive": 5,
    "accesslog": None,  # who came, and when, is nobody's business
    "control_socket_disable": True,
    "logconfig_dict": {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "saphan.web.logs.QuietFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
    },
    **({"worker_tmp_dir": "/dev/shm"} if Path("/dev/shm").is_dir() else {}),
}


class Door(BaseApplication):  # type: ignore[misc]
    """Gunicorn asks for a subclass: the options above, and our application loaded in each process."""

    def __init__(self, bind: str, port: int) -> None:
        self.address = f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
        super().__init__()

    def load_config(self) -> None:
        for name, value in {**OPTIONS, "bind": self.address}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from saphan.config.wsgi import application

        return application


def serve(*, bind: str, port: int) -> None:
    """Serve until told to stop. Raises NotReady or KeyFileError before anything is opened to anybody."""
    from django.db import connections

    starting.check(bind=bind)
    connections.close_all()  # the server's processes open their own
    Door(bind, port).run()
