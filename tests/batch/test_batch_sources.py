"""Every kind of source becomes items, each under its name, none lost and none in silence."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import zipfile
from pathlib import Path

import pytest

from minutes_cli.batch import folders, index
from minutes_cli.batch.estimate import estimate
from minutes_cli.batch.items import Item, Refusal
from minutes_cli.batch.shard import shard
from minutes_cli.batch.sources import Choice, items
from tests.batch.corpus import article, fill, inside


def found(*names: str | Path, **choice: object) -> list[Item]:
    return list(items([str(name) for name in names], Choice(**choice)))  # type: ignore[arg-type]


def reasons(listed: list[Item]) -> dict[str, str]:
    return {item.name: item.job.code for item in listed if isinstance(item.job, Refusal)}


def test_a_folder_in_byte_order_below_and_below(tmp_path: Path) -> None:
    for name in ("b.html", "a/2.txt", "a/1.txt", "a/z/0.htm", "文.txt", "B.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [os.path.relpath(item.name, tmp_path) for item in found(tmp_path)]
    assert names == ["B.txt", "a/1.txt", "a/2.txt", "a/z/0.htm", "b.html", "文.txt"]
    assert [os.path.relpath(item.name, tmp_path) for item in found(tmp_path, patterns=("*.htm*",))] == [
        "a/z/0.htm",
        "b.html",
    ]


SAVED = ("a.html", "b.htm", "c.HTML", "d_files", "e_files", "保存页.html")
BESIDE = ("a_files/x.html", "a_files/deep/x.txt", "b_文件/x.htm", "b.files/x.htm", "c_Files/x.htm", "保存页_文件/x.htm")
# No page lies beside these, or they are files.
OWN = ("e_files.txt", "f_files/x.htm", "g.files/x.htm", "sub/a_files/x.htm", "files/x.htm", "_files/x.htm")


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_what_was_saved_beside_a_page_is_passed_over(tmp_path: Path, form: str) -> None:
    for name in (*SAVED, *BESIDE, *OWN, ".html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [item.name.split(f"{tmp_path}/")[1] for item in found(form.format(tmp_path))]
    assert sorted(names) == sorted((*SAVED, *OWN))
    assert len(found(tmp_path / "a_files")) == 2  # who names it wants it
    if form == "{}":
        assert estimate([str(tmp_path)], Choice()) == len(names)


def test_a_large_folder_is_sorted_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 50, sentences=1)
    whole = [item.name for item in found(tmp_path)]
    monkeypatch.setattr(folders, "_IN_MEMORY", 7)
    assert [item.name for item in found(tmp_path)] == whole == sorted(whole)


def test_fault_45_a_hostile_folder(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to("good.txt")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    (tmp_path / "two\nlines.txt").write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")).write_text("x")
    listed = found(tmp_path)
    short = {name.rsplit("/", 1)[1]: code for name, code in reasons(listed).items()}
    assert short == {"loop": "link", "link.txt": "link", "pipe": "not-a-file", "socket": "not-a-file"}
    assert [item.name.rsplit("/", 1)[1] for item in listed if not isinstance(item.job, Refusal)] == [
        "good.txt",
        "two\nlines.txt",
        "\\xff\\xfe.txt",
    ]


def test_a_list_is_told_from_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(1), encoding="utf-8")
    links = tmp_path / "links.txt"
    links.write_text(f"# pages\nhttps://example.org/1\n\n{tmp_path}/a.txt\nHTTP://example.org/2\n", encoding="utf-8")
    assert [item.name for item in found(links)] == [
        "https://example.org/1",
        f"{tmp_path}/a.txt",
        "HTTP://example.org/2",
    ]
    assert [item.name for item in found(tmp_path / "a.txt")] == [f"{tmp_path}/a.txt"]
    links.write_text("https://example.org/1 说明\n", encoding="utf-8")
    assert [item.name for item in found(links)] == [str(links)], "a line that is more than an address"


def test_what_is_not_there(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(found("no-such-file", tmp_path / "pipe", "a\0b")) == {
        "no-such-file": "missing",
        f"{tmp_path}/pipe": "not-a-file",
        "a\0b": "unreadable",
    }


def test_the_batch_own_files_are_no_inputs(tmp_path: Path) -> None:
    for name in ("a.txt", "out.jsonl", "sub/out.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    listed = found(tmp_path, column="text", own=(str(tmp_path / "out.jsonl"),))
    assert [os.path.relpath(item.name, tmp_path).split("!")[0] for item in listed] == ["a.txt", "sub/out.jsonl"]


def test_standard_input_once() -> None:
    data = article(3).encode()
    (item,) = found("-", stdin=io.BytesIO(data))
    assert (item.name, item.size) == ("-", len(data))


@pytest.mark.parametrize("packed", [False, True])
def test_a_column_of_json_lines(tmp_path: Path, packed: bool) -> None:
    lines = [json.dumps({"id": n, "html": article(n)}, ensure_ascii=False) for n in range(3)]
    lines[1:1] = ["", "no json", '{"id": 7}', '{"html": 5}', '{"html": "\\ud800"}', "[1]"]
    data = "\n".join(lines).encode()
    path = tmp_path / ("rows.jsonl.gz" if packed else "rows.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    listed = found(path, column="html")
    assert [item.name.rsplit("!", 1)[1] for item in listed] == ["1", "3", "4", "5", "6", "7", "8", "9"]
    assert list(reasons(listed).values()) == ["bad-row", "no-column", "bad-row", "no-column"]
    assert listed[-1].job.data == article(2).encode()  # type: ignore[union-attr]
    assert reasons(found(path)) == {str(path): "no-column"}


def test_a_damaged_gzip_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    data = gzip.compress(b"".join(json.dumps({"t": article(n)}).encode() + b"\n" for n in range(300)))
    path.write_bytes(data[: len(data) // 2])
    listed = found(path, column="t")
    assert len(listed) > 10
    assert list(reasons(listed).values()) == ["damaged"]


def test_a_column_of_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    texts = [article(n) for n in range(150)]
    parquet.write_table(pyarrow.table({"text": [*texts, None], "raw": [*(t.encode() for t in texts), b""]}), path)
    listed = found(path, column="text")
    assert [item.job.data for item in listed[:-1]] == [t.encode() for t in texts]  # type: ignore[union-attr]
    assert reasons(listed) == {f"{path}!151": "no-column"}
    assert len(found(path, column="raw")) == 151
    assert reasons(found(path, column="none")) == {str(path): "no-column"}
    path.write_bytes(path.read_bytes()[:500])
    assert list(reasons(found(path, column="text")).values()) == ["damaged"]


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_fault_40_names_in_a_zip_are_labels(tmp_path: Path) -> None:
    names = ["../../evil.html", "/abs.html", "C:\\x.html", "ok/a.html"]
    path = packed(tmp_path / "a.zip", {name: name.encode() for name in names})
    before = inside(tmp_path.parent)
    listed = found(path)
    assert [item.name.split("!", 1)[1] for item in listed] == names
    assert inside(tmp_path.parent) == before


def test_fault_41_a_bomb_costs_itself_alone(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"bomb.html": b"\0" * (100 << 20), "good.txt": article(1).encode()})
    listed = found(path)
    assert reasons(listed) == {f"{path}!bomb.html": "too-large"}
    assert listed[1].name == f"{path}!good.txt"


def test_fault_42_members_that_are_damaged_encrypted_or_named_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("crc.txt", b"AAAA"), ("locked.txt", b"BBBB"), ("same.txt", b"CCCC")):
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("same.txt", b"DDDD")
        archive.writestr("GBK-NAME.txt", b"EEEE")
    data = bytearray(path.read_bytes())
    data[data.index(b"AAAA")] ^= 1
    index = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[index + 8] |= 1  # the second entry of the index: encrypted
    data = data.replace(b"GBK-NAME", "会议文件".encode("gb18030"))
    path.write_bytes(data)
    listed = found(path)
    assert [item.name.split("!", 1)[1] for item in listed] == [
        "crc.txt",
        "locked.txt",
        "same.txt",
        "same.txt",
        "会议文件.txt",
    ]
    assert list(reasons(listed).values()) == ["damaged", "encrypted"]
    assert len({item.place for item in listed}) == 5
    path.write_bytes(data[:-30])
    assert reasons(found(path)) == {str(path): "damaged"}


def test_fault_40_and_41_links_and_members_that_share_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        for name in ("one.txt", "two.txt", "good.txt"):
            archive.writestr(name, name)
    data = bytearray(path.read_bytes())
    entries = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    data[entries[2] + 42 : entries[2] + 46] = data[entries[1] + 42 : entries[1] + 46]  # two.txt lies where one.txt does
    path.write_bytes(data)
    listed = found(path)
    assert {name.split("!")[1]: code for name, code in reasons(listed).items()} == {
        "link.html": "not-a-file",
        "one.txt": "overlapping",
        "two.txt": "overlapping",
    }
    assert listed[3].job.data == b"good.txt"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["plain", "before", "comment", "before-64", "shuffled", "empty"])
def test_a_zip_is_read_in_windows_as_it_is_read_whole(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        if kind.startswith("before"):
            file.truncate((5 << 30) if kind.endswith("64") else 1000)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(0 if kind == "empty" else 3 * index._WINDOW + 1):
            archive.writestr(f"{number}-{'文' if number % 2 else 'a'}.txt", article(number, 1))
        archive.comment = b"PK\x05" * 9 if kind == "comment" else b""
        if kind == "shuffled":
            archive.filelist.reverse()
            archive._didModify = True  # type: ignore[attr-defined]
    listed = found(path)
    with zipfile.ZipFile(path) as archive:
        assert [(item.name.split("!", 1)[1], item.job.data) for item in listed] == [  # type: ignore[union-attr]
            (member.filename, archive.read(member)) for member in archive.infolist()
        ]
    assert estimate([str(path)], Choice()) == len(listed)


@pytest.mark.parametrize("cut", [1, 30, 400, 100_000])
def test_a_zip_without_its_whole_end_is_refused(tmp_path: Path, cut: int) -> None:
    path = packed(tmp_path / "a.zip", {f"{number}.txt": b"x" for number in range(1000)})
    path.write_bytes(path.read_bytes()[:-cut])
    assert reasons(found(path)) == {str(path): "damaged"}
    data = bytearray(packed(path, {f"{number}.txt": b"x" for number in range(1000)}).read_bytes())
    data[-22 - cut % 30_000] ^= 0xFF
    path.write_bytes(data)
    assert found(path), "whatever is wrong is told"


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    packed(tmp_path / "in.zip", {"a.txt": b"x"})
    assert [item.name for item in found(tmp_path)] == [f"{tmp_path}/in.zip!a.txt"]


def test_shards_part_the_inputs(tmp_path: Path) -> None:
    listed = found(fill(tmp_path, 100, sentences=1))
    parts = [[item.name for item in shard(f"{n}/4").of(iter(listed))] for n in (1, 2, 3, 4)]
    assert sorted(name for part in parts for name in part) == [item.name for item in listed]
    assert all(10 < len(part) < 40 for part in parts)
    for bad in ("0/4", "5/4", "4", "a/b", "-1/3", "1/0", ""):
        with pytest.raises(ValueError, match=f"^{bad}$"):
            shard(bad)
