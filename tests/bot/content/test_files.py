"""One hash tells whether anything in a folder was changed."""

from __future__ import annotations

from pathlib import Path

from bot.content.files import hash_of


def test_it_tells_names_and_contents_apart_but_not_the_place_or_the_order(tmp_path: Path) -> None:
    one, moved, other, renamed = (tmp_path / name for name in ("one", "moved", "other", "renamed"))
    for folder, name, text in (
        (one, "a.yaml", "x"),
        (moved, "a.yaml", "x"),
        (other, "a.yaml", "y"),
        (renamed, "b.yaml", "x"),
    ):
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        (folder / "z.yaml").write_text("z", encoding="utf-8")

    def told(folder: Path, *, reverse: bool = False) -> str:
        return hash_of(sorted(folder.iterdir(), reverse=reverse), folder)

    assert told(one) == told(moved) == told(one, reverse=True)
    assert len({told(one), told(other), told(renamed)}) == 3
