"""Rows 40–42 of the table of faults: archives that mean harm, and broken ones."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from minutes_cli.errors import ReadError
from minutes_cli.model import Page
from minutes_cli.readers import Failure, page_of_bytes, page_of_source, pages_of_source
from minutes_cli.readers.saved import zipped
from tests.packs import ARTICLE, crafted, joined, overlapping, packed, word_file

PAGE = ARTICLE.encode()


def outcomes(data: bytes, folder: Path) -> dict[str, str]:
    """What becomes of each member: its text, or the code word of its failure in brackets."""
    archive = folder / "a.zip"
    archive.write_bytes(data)
    found = {}
    for each in pages_of_source(str(archive)):
        if isinstance(each, Failure):
            found[each.uri.removeprefix(f"{archive}")] = f"({each.error.code})"
        else:
            found[str(each.source.uri).removeprefix(f"{archive}")] = each.text
    return found


# 40

NAMES = ["../../etc/passwd.txt", "/etc/cron.d/x.txt", "C:\\Windows\\x.txt", "..\\..\\x.txt", "a/../../b.txt", "-rf.txt"]


def test_fault_40_names_are_labels(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    found = outcomes(packed((name, PAGE) for name in NAMES), inside)
    assert found == {f"!{name}": ARTICLE for name in NAMES}
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_fault_40_nothing_is_opened_for_writing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed((name, PAGE) for name in NAMES))
    trace = tmp_path / "trace"
    tracing = ["strace", "-f", "-e", "trace=openat,open,creat,mkdir,symlink,link", "-o", str(trace)]
    try:
        subprocess.run(
            [*tracing, sys.executable, "-B", "-m", "minutes_cli", "extract", "-f", "jsonl", "a.zip"],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip("strace is not installed")
    written = [line for line in trace.read_text().splitlines() if "O_WRONLY" in line or "O_RDWR" in line]
    assert [line for line in written if "/dev/" not in line] == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_fault_40_links_and_devices(kind: int, tmp_path: Path) -> None:
    data = joined(crafted(b"bad.txt", b"/etc/passwd", mode=kind | 0o777), crafted(b"good.txt", PAGE))
    assert outcomes(data, tmp_path) == {"!bad.txt": "(not-a-file)", "!good.txt": ARTICLE}


# 41


def _peak(data: bytes, folder: Path) -> tuple[dict[str, str], int]:
    tracemalloc.start()
    try:
        return outcomes(data, folder), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_fault_41_bomb(tmp_path: Path) -> None:
    bomb = packed([("bomb.txt", bytes(100_000_000)), ("good.txt", PAGE)])
    assert len(bomb) < 100_000
    found, peak = _peak(bomb, tmp_path)
    assert found == {"!bomb.txt": "(too-large)", "!good.txt": ARTICLE}
    assert peak < 40_000_000


def test_fault_41_large_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = ("要求" * 5 + "%d\n") * 200_000
    data = packed([("large.txt", (noise % tuple(range(200_000))).encode()), ("good.txt", PAGE)], zipfile.ZIP_STORED)
    monkeypatch.setattr("minutes_cli.readers.saved.limits.MAX_MEMBER", 5_000_000)
    assert outcomes(data, tmp_path) == {"!large.txt": "(too-large)", "!good.txt": ARTICLE}


def test_fault_41_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_TOTAL", 3 * len(PAGE))
    found = outcomes(packed((f"{number}.txt", PAGE) for number in range(9)), tmp_path)
    assert found == {"!0.txt": ARTICLE, "!1.txt": ARTICLE, "!2.txt": ARTICLE, "": "(too-large)"}


@pytest.mark.parametrize("size", [0, 10, 2**32 - 2])
def test_fault_41_lying_sizes(size: int, tmp_path: Path) -> None:
    data = joined(crafted(b"liar.txt", bytes(50_000_000), size=size), crafted(b"good.txt", PAGE))
    found, peak = _peak(data, tmp_path)
    assert found["!liar.txt"] in ("(too-large)", "(damaged)", "(empty)")
    assert found["!good.txt"] == ARTICLE
    assert peak < 20_000_000


def test_fault_41_nested(tmp_path: Path) -> None:
    inner = packed([("x.txt", PAGE)])
    assert outcomes(packed([("in.zip", inner), ("good.txt", PAGE)]), tmp_path) == {
        "!in.zip": "(archive)",
        "!good.txt": ARTICLE,
    }


def test_fault_41_overlapping(tmp_path: Path) -> None:
    found = outcomes(overlapping(250, PAGE), tmp_path)
    assert len(found) == 250
    assert set(found.values()) == {"(overlapping)"}


def test_fault_41_a_million_entries(tmp_path: Path) -> None:
    entry = crafted(b"x", b"")[1].replace(b"%s", bytes(4))
    data = crafted(b"x", b"")[0] + entry * 1_000_000
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + (47_000_000).to_bytes(4, "little") + bytes(6)
    began = time.monotonic()
    found, peak = _peak(data + end, tmp_path)
    assert found == {"": "(too-many)"}
    assert time.monotonic() - began < 5
    assert peak < 3 * len(data)


def test_fault_41_word_file_that_is_a_bomb() -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(ARTICLE))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist() if name != "word/document.xml"]
    with pytest.raises(ReadError) as caught:
        page_of_bytes(packed([*parts, ("word/document.xml", b" " * 100_000_000)]))
    assert caught.value.code == "too-large"


# 42


def _middle_flipped(data: bytes) -> bytes:
    at = data.index(PAGE) + 20
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_fault_42_encrypted(tmp_path: Path) -> None:
    data = joined(crafted(b"locked.txt", PAGE, flags=1), crafted(b"good.txt", PAGE))
    assert outcomes(data, tmp_path) == {"!locked.txt": "(encrypted)", "!good.txt": ARTICLE}


def test_fault_42_wrong_checksum(tmp_path: Path) -> None:
    stored = packed([("bad.txt", PAGE), ("good.txt", PAGE)], zipfile.ZIP_STORED)
    assert outcomes(_middle_flipped(stored), tmp_path) == {"!bad.txt": "(damaged)", "!good.txt": ARTICLE}
    data = joined(crafted(b"bad.txt", PAGE, crc=1), crafted(b"good.txt", PAGE))
    assert outcomes(data, tmp_path) == {"!bad.txt": "(damaged)", "!good.txt": ARTICLE}


def test_fault_42_packed_bytes_that_are_wrong(tmp_path: Path) -> None:
    data = joined(crafted(b"bad.txt", PAGE, content=b"\xff" * 60), crafted(b"good.txt", PAGE))
    assert outcomes(data, tmp_path) == {"!bad.txt": "(damaged)", "!good.txt": ARTICLE}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_fault_42_other_methods(method: int, tmp_path: Path) -> None:
    data = joined(crafted(b"odd.txt", PAGE, method=method), crafted(b"good.txt", PAGE))
    assert outcomes(data, tmp_path) == {"!odd.txt": "(not-supported)", "!good.txt": ARTICLE}


def test_fault_42_every_truncation_keeps_the_members_before(tmp_path: Path) -> None:
    members = [(f"{number}.txt", f"{ARTICLE}{number}".encode()) for number in range(4)]
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        whole = packed(members, method)
        starts = [at for at in range(len(whole)) if whole.startswith(b"PK\x03\x04", at)]
        ends = [*starts[1:], whole.index(b"PK\x01\x02")]
        for cut in range(31, len(whole), 23):
            found = outcomes(whole[:cut], tmp_path)
            kept = sum(end <= cut for end in ends)
            assert [text for text in found.values() if not text.startswith("(")] == [
                data.decode() for _, data in members[:kept]
            ]
            assert len(found) >= min(kept, 4) or cut < starts[0] + 31


def test_fault_42_truncated_stream_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    out.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:  # sizes follow the bytes
        for name in ("1.txt", "2.txt"):
            archive.writestr(name, PAGE)
    data = out.getvalue()
    cut = data[: data.rindex(b"PK\x03\x04") + 60]
    assert outcomes(cut, tmp_path) == {"!1.txt": ARTICLE, "!2.txt": "(damaged)"}


def test_fault_42_duplicate_names(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed([("a.txt", PAGE), ("a.txt", PAGE + b"2"), ("a.txt", PAGE + b"3")])
    assert outcomes(data, tmp_path) == {
        "!a.txt": ARTICLE,
        "!a.txt (2)": ARTICLE + "2",
        "!a.txt (3)": ARTICLE + "3",
    }


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        ("纪要/第一次.txt".encode("gbk"), 0, "纪要/第一次.txt"),
        ("朱镕基㙍.txt".encode("gb18030"), 0, "朱镕基㙍.txt"),
        ("纪要.txt".encode(), 0, "纪要.txt"),
        ("纪要.txt".encode(), 0x800, "纪要.txt"),
        (b"plain.txt", 0, "plain.txt"),
        (b"bad\xff.txt", 0, "bad\ufffd.txt"),
    ],
)
def test_fault_42_names_in_gbk(raw: bytes, flags: int, shown: str, tmp_path: Path) -> None:
    assert outcomes(joined(crafted(raw, PAGE, flags=flags)), tmp_path) == {f"!{shown}": ARTICLE}
    cut = joined(crafted(raw, PAGE, flags=flags))[:-30]
    assert outcomes(cut, tmp_path) == {f"!{shown}": ARTICLE}


def test_fault_42_command(tmp_path: Path) -> None:
    data = joined(crafted("坏.txt".encode("gbk"), PAGE, flags=1), crafted("好.txt".encode("gbk"), PAGE))
    (tmp_path / "a.zip").write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-m", "minutes_cli", "extract", "-f", "jsonl", "a.zip"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 3
    assert run.stderr == ("minutes: a.zip!坏.txt: it is encrypted; unpack the archive with its password first\n")
    assert run.stdout.count("\n") == 2
    assert '"a.zip!好.txt"' in run.stdout


def test_fault_42_nothing_but_rubbish(tmp_path: Path) -> None:
    assert outcomes(b"PK\x03\x04" + bytes(10), tmp_path) == {"": "(damaged)"}
    assert outcomes(joined(), tmp_path) == {"": "(empty)"}
    for number in range(0, 400, 7):  # one byte changed anywhere: an outcome, never a traceback
        data = bytearray(packed([("a.txt", PAGE), ("b.txt", PAGE)]))
        data[number % len(data)] ^= 0xFF
        assert outcomes(bytes(data), tmp_path)


def test_pages_are_pages(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed([("x.txt", PAGE)]))
    (page,) = pages_of_source(str(tmp_path / "a.zip"))
    assert isinstance(page, Page)
    assert page_of_source(str(tmp_path / "a.zip")) == page
    assert page_of_source(f"{tmp_path}/a.zip!x.txt") == page
