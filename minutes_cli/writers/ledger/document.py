"""Tables → DOCX in the style of an annex to an official document: 附件, title, one table, headings on every page.

A4 landscape, 方正小标宋 for the title (a substitute where it is not installed), 仿宋 in the table. Needs python-docx.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from minutes_cli.errors import MissingError
from minutes_cli.writers.ledger.columns import Column, Layout
from minutes_cli.writers.ledger.rows import Task
from minutes_cli.writers.ledger.table import Sheet
from minutes_cli.writers.shown import safe

_CENTRED = frozenset(("number", "class", "force", "meeting_date", "deadline", "deadline_date", "leader", "person"))


class Document:
    """Builds one document; `save` writes it."""

    def __init__(self, layout: Layout, grouped: bool) -> None:
        try:
            import docx
        except ImportError as error:
            raise MissingError('DOCX needs python-docx: pip install "minutes-zh[docx]"') from error
        self.document = docx.Document()
        self.layout = layout
        self.numbered = Sheet(layout, grouped)
        _page(self.document)
        _language(self.document)
        _paragraph(self.document.add_paragraph(), "附件", "黑体", 16)
        _paragraph(self.document.add_paragraph(), layout.title, "方正小标宋简体", 22, centred=True)
        self.widths = _widths(self.document, layout)
        self.size = _size(self.document, layout)
        self.table = self.document.add_table(rows=1, cols=len(layout.columns), style="Table Grid")
        self.table.autofit = False
        _narrow_cells(self.table)
        for number, room in enumerate(self.widths):
            self.table.columns[number].width = room
        for number, column in enumerate(layout.columns):
            self._cell(self.table.rows[0], number, column.heading, "黑体", True)
        _property(self.table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")

    def write(self, tasks: Iterable[Task]) -> int:
        """Add the next tasks; returns how many there were."""
        count = 0
        for line in self.numbered.lines(tasks):
            row = self.table.add_row()
            _property(row._tr.get_or_add_trPr(), "w:cantSplit")
            if line.heads:
                merged = row.cells[0].merge(row.cells[-1])
                _paragraph(merged.paragraphs[0], line.cells[0], "黑体", self.size)
                continue
            for number, (column, cell) in enumerate(zip(self.layout.columns, line.cells, strict=True)):
                self._cell(row, number, cell, "仿宋", column.key in _CENTRED)
            count += 1
        return count

    def save(self, stream: BinaryIO, subject: str) -> None:
        """Write the document."""
        properties = self.document.core_properties
        properties.title, properties.subject, properties.author = self.layout.title, safe(subject)[:255], ""
        self.document.save(stream)

    def _cell(self, row: Any, number: int, words: str, font: str, centred: bool) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

        cell = row.cells[number]
        cell.width = self.widths[number]
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _paragraph(cell.paragraphs[0], words, font, self.size, centred)


def _page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    """— 1 — at the foot, as a field that the program fills."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _language(document: Any) -> None:
    """Chinese as the document's language: else programs show the marks of another one (，in the middle of its square)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")  # of figures, which are broken anywhere in Chinese
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _narrow_cells(table: Any) -> None:
    """Less room between the words of a cell and its border than the usual one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_MARGIN * 20))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))  # behind the margins, as the format orders them
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _size(document: Any, layout: Layout) -> float:
    """The largest of the usual sizes at which the columns hold what they are meant to."""
    unit = _unit(document, layout)
    return next((size for size in _SIZES if size / 2 <= unit * _TIGHT), _SIZES[-1])


def _unit(document: Any, layout: Layout) -> float:
    """What half a Chinese character of a column's width is given, in points."""
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 12_700
    return float((room - 2 * _MARGIN * len(layout.columns)) / sum(map(_share, layout.columns)))


def _share(column: Column) -> float:
    return column.width + (_DATE if column.key in ("meeting_date", "deadline_date") else 0)


_DATE = 3  # more for a date, so that it stays on one line in small print, too
_TIGHT = 1.05  # a column may be this much too narrow
_SIZES = (10.5, 9, 7.5)  # 五号, 小五, 六号
_MARGIN = 2  # points at each side of a cell


def _widths(document: Any, layout: Layout) -> list[Any]:
    from docx.shared import Pt

    unit = _unit(document, layout)
    return [Pt(2 * _MARGIN + unit * _share(column)) for column in layout.columns]


def _paragraph(paragraph: Any, words: str, font: str, size: float, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(safe(words))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _property(parent: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    parent.append(OxmlElement(name))
