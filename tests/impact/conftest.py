from tests.remedy.conftest import walk, world

__all__ = ["walk", "world"]
