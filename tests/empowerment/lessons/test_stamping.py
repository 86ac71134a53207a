"""The tool that says from which English a translation was made."""

from pathlib import Path

from saphan.empowerment.lessons.reading import read
from tests.empowerment.lessons.files import ENGLISH, burmese
from tools.stamp_lessons import stamp


def test_a_translation_is_stamped_once(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(ENGLISH)
    (tmp_path / "my.md").write_text(burmese("old"))
    assert stamp(tmp_path) == 1
    assert read((tmp_path / "my.md").read_text()).made_from == read(ENGLISH).digest
    assert stamp(tmp_path) == 0
    assert (tmp_path / "en.md").read_text() == ENGLISH
