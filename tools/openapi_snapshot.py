"""Write tests/contracts/openapi-v1.json, the description of the interface that other systems rely on.

Usage: .venv/bin/python tools/openapi_snapshot.py
"""

import json
import os
from pathlib import Path

SNAPSHOT = Path(__file__).resolve().parent.parent / "tests" / "contracts" / "openapi-v1.json"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    import django

    django.setup()
    from saphan.voice.api import api

    SNAPSHOT.write_text(json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True) + "\n")
    print(f"Written: {SNAPSHOT.name}")


if __name__ == "__main__":
    main()
