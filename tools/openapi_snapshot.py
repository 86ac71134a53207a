"""Write tests/contracts/openapi-*.json, the descriptions of the interfaces that other systems rely on.

Usage: .venv/bin/python tools/openapi_snapshot.py
"""

import json
import os
from pathlib import Path

CONTRACTS = Path(__file__).resolve().parent.parent / "tests" / "contracts"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    import django

    django.setup()
    from saphan.impact.exports.api import api as numbers
    from saphan.voice.api import api as voices

    for name, api in (("openapi-v1.json", voices), ("openapi-public-v1.json", numbers)):
        (CONTRACTS / name).write_text(json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True) + "\n")
        print(f"Written: {name}")


if __name__ == "__main__":
    main()
