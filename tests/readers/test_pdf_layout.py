"""Columns and tables in print: read as they are meant, from the places of the pieces alone."""

from __future__ import annotations

import random
import time

import pytest

from minutes_cli.readers.saved.layout import paragraphs
from minutes_cli.readers.saved.lines import Piece

SIZE = 12.0
PARAGRAPHS = [
    "会议指出，今年以来全县上下齐心协力，春耕备耕扎实推进，农资储备充足，为全年丰收打下良好基础。",
    "会议强调，要压实责任，把春耕生产各项任务落实到田间地头；要强化服务，组织农技人员进村入户。",
    "会议要求，各乡镇要严格落实森林防火责任制，加密巡查频次，管住野外火源，不得有误。",
]


def _set(texts: list[str], ems: int) -> list[str]:
    """Lines of a column so many characters wide."""
    return [text[at : at + ems] for each in texts for text in [f"　　{each}"] for at in range(0, len(text), ems)]


def _columns(lines: list[str], lefts: list[float], rows: int, down: float = 700) -> list[list[Piece]]:
    return [
        [Piece(line, left, down - 18 * row, SIZE) for row, line in enumerate(lines[at * rows : at * rows + rows])]
        for at, left in enumerate(lefts)
    ]


def _across(columns: list[list[Piece]]) -> list[Piece]:
    """Columns drawn row by row."""
    return sorted((piece for column in columns for piece in column), key=lambda piece: (-piece.y, piece.x))


TITLE = [Piece("云岭县委常委会会议纪要", 176, 760, 22)]


@pytest.mark.parametrize(("ems", "lefts"), [(17, [60.0, 320.0]), (17, [60.0, 285.0]), (12, [60.0, 230.0, 400.0])])
@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
def test_columns(ems: int, lefts: list[float], by_row: bool) -> None:
    lines = _set(PARAGRAPHS * 6, ems)
    rows = -(-len(lines) // len(lefts))
    columns = _columns(lines, lefts, rows)
    page = TITLE + (_across(columns) if by_row else [piece for column in columns for piece in column])
    found, notes = paragraphs([page], 595)
    assert found == ["云岭县委常委会会议纪要", *PARAGRAPHS * 6]
    assert [note.code for note in notes] == (["columns"] if by_row else [])


def test_columns_above_and_below_a_heading() -> None:
    lines = _set(PARAGRAPHS * 3, 17)
    upper = _across(_columns(lines, [60, 320], -(-len(lines) // 2)))
    lower = _across(_columns(lines, [60, 320], -(-len(lines) // 2), 300))
    bar = [Piece("全县春耕生产和森林防火工作会议召开", 120, 340, 20)]
    found, _ = paragraphs([upper + bar + lower], 595)
    assert found == [*PARAGRAPHS * 3, bar[0].text, *PARAGRAPHS * 3]


def test_columns_over_pages() -> None:
    lines = _set(PARAGRAPHS * 12, 17)
    quarter = -(-len(lines) // 4)
    pages = [_across(_columns(lines[at:], [60, 320], quarter)) for at in (0, 2 * quarter)]
    pages = [[piece for piece in page if piece.y > 700 - 18 * quarter] for page in pages]
    assert paragraphs(pages, 595)[0] == PARAGRAPHS * 12


def test_one_narrow_column() -> None:
    page = _columns(_set(PARAGRAPHS * 2, 17), [60], 99)[0]
    assert paragraphs([page], 595)[0] == PARAGRAPHS * 2


TABLE = [("序号", "任务", "牵头单位"), ("1", "压实春耕责任", "县农业农村局"), ("2", "加密巡查频次", "县林业局")]


def test_cells_of_a_table() -> None:
    text = [Piece(line, 60, 700 - 18 * row, SIZE) for row, line in enumerate(_set(PARAGRAPHS, 38))]
    table = [
        Piece(cell, left, 500 - 18 * row, SIZE)
        for row, cells in enumerate(TABLE)
        for cell, left in zip(cells, (60, 120, 350), strict=True)
    ]
    below = [Piece(line, 60, 400 - 18 * row, SIZE) for row, line in enumerate(_set(PARAGRAPHS, 38))]
    found, notes = paragraphs([text + table + below], 595)
    assert found == [*PARAGRAPHS, *(cell for row in TABLE for cell in row), *PARAGRAPHS]
    assert notes == []


def test_long_cells_of_a_table_stay_in_their_row() -> None:
    """Drawn cell by cell: the file itself says what belongs together."""
    page: list[Piece] = []
    down = 700.0
    for _ in range(3):
        for left, text in ((60.0, PARAGRAPHS[0]), (320.0, PARAGRAPHS[1])):
            cell = [text[at : at + 17] for at in range(0, len(text), 17)]
            page += [Piece(line, left, down - 18 * row, SIZE) for row, line in enumerate(cell)]
        down -= 70
    assert paragraphs([page], 595)[0] == PARAGRAPHS[:2] * 3


@pytest.mark.parametrize("mark", ["1．", "A.", "（一）", "●", "第一条"])
def test_the_mark_of_an_item_stands_with_it(mark: str) -> None:
    page = [
        piece
        for row in range(4)
        for piece in (Piece(mark, 60, 700 - 18 * row, SIZE), Piece("要抓好落实。", 140, 700 - 18 * row, SIZE))
    ]
    assert paragraphs([page], 595)[0] == [f"{mark}要抓好落实。"] * 4


def test_a_gap_in_one_line_is_white_space() -> None:
    page = [Piece("云岭县人民政府办公室", 60, 700, SIZE), Piece("2031年4月2日印发", 400, 700, SIZE)]
    page += [
        Piece("出席：", 60, 600, SIZE),
        Piece("林知远", 120, 600, SIZE),
        Piece("列席：", 60, 580, SIZE),
        Piece("何青川", 120, 580, SIZE),
    ]
    assert paragraphs([page], 595)[0] == ["云岭县人民政府办公室 2031年4月2日印发", "出席： 林知远", "列席： 何青川"]


@pytest.mark.parametrize("apart", [18, 60])
def test_what_pages_repeat_at_their_edge(apart: int) -> None:
    """A first line of the text may be the same on two pages; a running head stands apart."""
    pages = [
        [Piece("云岭县委办公室", 72, 700 + apart, SIZE), *_columns(_set(PARAGRAPHS * 2, 38), [60], 99)[0]]
        for _ in range(3)
    ]
    found, notes = paragraphs(pages, 595)
    assert ("云岭县委办公室" in found) == (apart == 18)
    assert [note.code for note in notes] == ([] if apart == 18 else ["running-heads"])


def test_nothing_is_lost_wherever_it_stands() -> None:
    rnd = random.Random(3)
    for _ in range(300):
        texts = [
            f"{'会议强调要抓好落实'[: rnd.randint(1, 9)]}{chr(0x5000 + number)}" for number in range(rnd.randint(1, 30))
        ]
        page = [Piece(text, rnd.choice([60, 84, 200, 320, 430]), 700 - 18 * rnd.randint(0, 12), SIZE) for text in texts]
        joined = "".join(paragraphs([page], 595)[0]).replace(" ", "")
        assert sorted(joined) == sorted("".join(texts))


def test_time_for_a_crowded_page() -> None:
    page = [Piece("会议", x % 97 * 6.0, 700 - x % 89 * 7.0, SIZE) for x in range(20_000)]
    began = time.process_time()
    paragraphs([page], 595)
    assert time.process_time() - began < 5
