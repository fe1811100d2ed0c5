"""What is written where: formats, files that appear whole, lists of sources, languages, settings."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from minutes_cli.writers.outline import strip_margin
from minutes_cli.writers.tables import ROWS
from tests.cli.articles import ARTICLE
from tests.conftest import Run

SCHEMA = json.loads(files("minutes_cli.writers").joinpath("schema.json").read_text(encoding="utf-8"))
SUFFIXES = [".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".md", ".outline"]


def text_of(done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


# ── formats ──


def test_json_is_one_indented_object_of_the_schema(run: Run, article: Path) -> None:
    text = text_of(run("extract", article, "-f", "json"))
    jsonschema.validate(json.loads(text), SCHEMA)
    assert text.startswith('{\n  "schema": "minutes/1"')


def test_json_is_the_default_in_a_pipe(run: Run, article: Path) -> None:
    assert run("extract", article).stdout == run("extract", article, "-f", "json").stdout


def test_jsonl_is_a_line_a_source(run: Run, article: Path, no_meeting: Path) -> None:
    done = run("extract", article, no_meeting, "missing", "-f", "jsonl")
    assert done.returncode == 3
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 3
    for line in lines:
        jsonschema.validate(json.loads(line), SCHEMA)


def test_schema_is_the_one_that_is_printed_and_is_valid(run: Run) -> None:
    printed = json.loads(text_of(run("schema")))
    assert printed == SCHEMA
    jsonschema.validators.validator_for(SCHEMA).check_schema(SCHEMA)


def test_schema_refuses_what_is_no_result(run: Run, article: Path) -> None:
    record = json.loads(run("extract", article).stdout)
    record["meetings"][0]["blocks"][0]["class"] = "loud"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA)


def test_no_text_drops_the_text_alone(run: Run, article: Path) -> None:
    full, short = (json.loads(run("extract", article, option).stdout) for option in ("--text", "--no-text"))
    assert full["article"].pop("text")
    assert full == short


@pytest.mark.parametrize("rows", ROWS)
def test_csv_has_the_columns_of_the_contract(run: Run, article: Path, rows: str) -> None:
    table = list(csv.reader(io.StringIO(text_of(run("extract", article, "-f", "csv", "--rows", rows)))))
    assert tuple(table[0]) == ROWS[rows]
    assert len(table) > 1
    assert {len(row) for row in table} == {len(ROWS[rows])}


def test_csv_of_directives(run: Run, article: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(run("extract", article, "-f", "csv")))))
    assert [(row["speaker"], row["verb"], row["class"], row["number"], row["marker"]) for row in rows] == [
        ("会议", "强调", "emphasis", "1", "一要"),
        ("会议", "强调", "emphasis", "2", "二要"),
    ]
    assert rows[0]["meeting_date"] == "2024-07-30"
    assert rows[0]["published"] == "2024-07-31T09:07"


def test_two_sources_one_header(run: Run, article: Path) -> None:
    lines = text_of(run("extract", article, article, "-f", "tsv")).splitlines()
    assert sum(line.startswith("source\t") for line in lines) == 1
    assert len(lines) == 5


def test_outline_gives_the_text_back(run: Run, article: Path) -> None:
    outline = text_of(run("extract", article, "-f", "outline"))
    record = json.loads(run("extract", article).stdout)
    assert strip_margin(outline) == record["article"]["text"]


def test_explain_names_a_rule_at_every_cut(run: Run, article: Path) -> None:
    for line in text_of(run("explain", article)).splitlines():
        margin = line.split(" | ")[0].lstrip("¶ ")
        if margin.strip() and not line.startswith("§") and margin.strip() not in ("-", "·", "·+"):
            assert re.search(r"\[[\w -]+\]", margin), line


def test_markdown_keeps_markup_as_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("7月30日，云岭县委召开常委会会议。会议强调，要抓好*秋收*，见<b>附件</b>[一](x)。", encoding="utf-8")
    text = text_of(run("extract", path, "-f", "md"))
    assert r"要抓好\*秋收\*，见\<b\>附件\</b\>\[一\](x)。" in text


@pytest.mark.parametrize("form", ["tree", "json", "jsonl", "csv", "tsv", "md", "outline"])
def test_same_input_same_bytes_under_any_hash_seed(run: Run, article: Path, form: str) -> None:
    outputs = {run("extract", article, "-f", form, environment={"PYTHONHASHSEED": seed}).stdout for seed in "012"}
    assert len(outputs) == 1


# ── hostile words ──

HOSTILE = "\x1b]0;x\x07\x1b[2J\x9b31m\x08\u202e\u200b[/red][link=file:///x]y[/link]:bomb:"


@pytest.mark.parametrize("form", ["tree", "md", "outline"])
def test_fault_47_48_49_nothing_is_obeyed(run: Run, tmp_path: Path, form: str) -> None:
    """Control, direction and zero-width characters are shown; markup stays words."""
    path = tmp_path / "a.txt"
    text = f"云岭{HOSTILE}县委会议\n7月30日，云岭县委{HOSTILE}召开常委会会议。会议强调，要抓好{HOSTILE}秋收。"
    path.write_text(text + "要备足农机，要腾足仓容。" * 60, encoding="utf-8")
    out = text_of(run("extract", path, "-f", form))
    assert re.fullmatch("[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f]*", out)
    assert ":bomb:" in out
    assert r"\x1b]0;x\x07" in out.replace("\\\\", "\\").replace(r"\]", "]")
    assert "‹U+202E›" in out.replace(r"\<", "<")


def test_fault_49_json_keeps_every_character(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("7月30日，云岭县委召开常委会会议。会议强调，要抓好\u202e秋\u200b收。", encoding="utf-8")
    assert "\u202e秋\u200b收" in json.loads(run("extract", path).stdout)["article"]["text"]


@pytest.mark.parametrize("name", ["a\x1b[31mb.txt", "a\nb.txt", "a\u202eb.txt", "[red]b.txt", "\udcffb.txt"], ids=ascii)
def test_fault_47_hostile_file_name(run: Run, name: str) -> None:
    done = run("extract", os.fsencode(name).decode("utf-8", "surrogateescape"))
    assert done.returncode == 4
    text = done.stderr.decode("utf-8")
    assert re.fullmatch("minutes: [^\x00-\x1f\x7f-\x9f\u202e]*\n", text)


def test_file_name_that_is_not_utf8(run: Run, tmp_path: Path) -> None:
    """It is read, and written out as a name that JSON can hold."""
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(ARTICLE, encoding="utf-8")
    done = run("extract", os.fsdecode(b"\xff.txt"))
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout.decode("utf-8"))


PREFIXES = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "\u3000=",
    "=1+1",
    "-2+3",
    "+cmd|",
    "@SUM(",
    '="x"',
    "=HYPERLINK(1)",
    "－１",
    "  @x",
]


@pytest.mark.parametrize("prefix", PREFIXES, ids=ascii)
def test_fault_50_no_cell_runs_as_a_formula(run: Run, tmp_path: Path, prefix: str) -> None:
    """With --excel; without it a machine reads the words as they are."""
    path = tmp_path / "a.txt"
    path.write_text(
        f"{prefix}云岭县委召开会议\n7月30日，云岭县委召开常委会会议。会议强调，{prefix}要抓好秋收。", encoding="utf-8"
    )
    out = text_of(run("extract", path, "-f", "csv", "--excel"))
    assert out.startswith("\ufeff")
    for row in list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))[1:]:
        for cell in row:
            assert not re.match(r"[\s\u3000]*[=+\-@＝＋－＠]", cell), cell
    raw = text_of(run("extract", path, "-f", "csv"))
    assert "'" not in raw


def test_fault_53_strict_json(run: Run, tmp_path: Path) -> None:
    """Lone surrogates as bytes in a source become U+FFFD; the output is UTF-8 and strict JSON."""
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode() + b"\xed\xa0\x80")
    out = run("extract", path, "-f", "jsonl").stdout.decode("utf-8")
    json.loads(out, parse_constant=lambda name: pytest.fail(name))


# ── files ──


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffix_names_the_format(run: Run, article: Path, tmp_path: Path, suffix: str) -> None:
    form = {".ndjson": "jsonl"}.get(suffix, suffix[1:])
    done = run("extract", article, "-o", f"out{suffix}")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / f"out{suffix}").read_bytes() == run("extract", article, "-f", form).stdout
    assert (tmp_path / f"out{suffix}").stat().st_mode & 0o777 == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_unknown_suffix_is_2_and_says_what_to_do(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("extract", article, "-o", "out.xyz")
    assert done.returncode == 2
    assert b"names no format; give --format" in done.stderr
    assert run("extract", article, "-o", "out.xyz", "-f", "json").returncode == 0


def test_fault_44_existing_file_is_not_replaced(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")
    done = run("extract", article, "-o", out)
    assert done.returncode == 6
    assert b"--force replaces it" in done.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert run("extract", article, "-o", out, "--force").returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["link", "folder", "fifo", "device", "no folder"])
def test_fault_44_what_is_no_plain_file_is_refused(run: Run, article: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out.json"
    if kind == "link":
        (tmp_path / "target").write_text("old", encoding="utf-8")
        out.symlink_to(tmp_path / "target")
    elif kind == "folder":
        out.mkdir()
    elif kind == "fifo":
        os.mkfifo(out)
    elif kind == "device":
        out = Path("/dev/null")
    else:
        out = tmp_path / "none" / "out.json"
    done = run("extract", article, "-o", out, "-f", "json", "--force")
    assert done.returncode == 6
    assert done.stderr.count(b"\n") == 1
    if kind == "link":
        assert (tmp_path / "target").read_text(encoding="utf-8") == "old"


def test_output_of_a_failed_source_keeps_the_old_file(run: Run, tmp_path: Path) -> None:
    """Nothing usable: exit 4, and no file of nothing in place of a good one."""
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")
    done = run("extract", "missing", "-o", out, "--force")
    assert done.returncode == 4
    assert out.read_text(encoding="utf-8") == "old"


# ── sources ──


def test_from_file(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes("\ufeff# heading\n\narticle.txt\r\n  article.txt  \n".encode())
    done = run("extract", "--from-file", "list", "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["source"]["uri"] for line in done.stdout.splitlines()] == ["article.txt"] * 2


def test_from_file_on_standard_input_and_beside_sources(run: Run, article: Path) -> None:
    done = run("extract", "article.txt", "--from-file", "-", "-f", "jsonl", stdin=b"article.txt\n")
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("data", [None, b"\xff\xfe\xff"], ids=["missing", "not UTF-8"])
def test_from_file_that_cannot_be_read(run: Run, tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "list").write_bytes(data)
    done = run("extract", "--from-file", "list")
    assert done.returncode == 4
    assert b"the list list cannot be read" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_from_file_with_nothing_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list").write_text("# nothing\n", encoding="utf-8")
    done = run("extract", "--from-file", "list")
    assert done.returncode == 2
    assert b"name at least one SOURCE" in done.stderr


# ── languages and settings ──

COMMANDS = ["extract", "ledger", "explain", "verify", "diff", "schema", "lexicon"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_complete_in_both_languages(run: Run, command: str) -> None:
    arguments = [command] if command else []
    english = text_of(run(*arguments, "--help"))
    chinese = text_of(run(*arguments, "--help", environment={"LANG": "zh_CN.UTF-8"}))
    assert chinese == text_of(run(*arguments, "--lang", "zh", "-h"))
    assert re.findall(r"--[\w-]+", english) == re.findall(r"--[\w-]+", chinese)
    for word in ("Usage", "Options", "Commands", "default:", "Show", "Print"):
        assert word not in chinese
    assert not re.search("[\u4e00-\u9fff]", re.sub("会议通稿|会议纪要|督办台账|台账|督办|分解|简表", "", english))
    for line in chinese.splitlines():
        assert sum(2 if character > "\u2e80" else 1 for character in line) <= 80


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_MESSAGES": "zh_CN", "LANG": "C"}, True),
        ({"LANG": None}, False),
    ],
)
def test_language_follows_the_locale(run: Run, environment: dict[str, str | None], chinese: bool) -> None:
    done = run("extract", "missing", environment=environment)
    assert ("没有这个文件" in done.stderr.decode("utf-8", "replace")) == chinese or b"\\u" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "missing"],
        ["extract", "/"],
        ["extract"],
        ["extract", "--odd"],
        ["odd"],
        ["extract", "-f", "odd", "x"],
        ["explain"],
        ["verify", "missing"],
        ["extract", "x", "--lexicon", "missing"],
    ],
)
def test_errors_in_chinese(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, environment={"LANG": "zh_CN.UTF-8"})
    text = done.stderr.decode("utf-8")
    assert re.fullmatch(r"minutes: [^\n]*[\u4e00-\u9fff][^\n]*\n", text)
    assert not re.search(r"(?:the|no such|is not|cannot|Missing|Invalid|requires)\b", text), text


def test_quiet_and_verbose(run: Run, article: Path, no_meeting: Path) -> None:
    assert run("extract", no_meeting, "-q").stderr == b""
    assert b"year-assumed" in run("extract", article, "-v").stderr
    assert "取自发布日期" in run("extract", article, "-v", "--lang", "zh").stderr.decode()


MATRIX = [
    {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "cp936"},
    {"PYTHONIOENCODING": "ascii:strict"}, {"PYTHONUTF8": "0", "LANG": "C", "PYTHONCOERCECLOCALE": "0"}, {"TERM": "dumb"}, {"NO_COLOR": "1"},
    {"COLUMNS": "20"}, {"HOME": None}, {"HOME": "/nonexistent"}, {"PYTHONOPTIMIZE": "2"}, {"TZ": "Pacific/Kiritimati"},
    {"XDG_CONFIG_HOME": "/nonexistent"}, {"LANG": None},
]  # fmt: skip


@pytest.mark.parametrize("environment", MATRIX, ids=[" ".join(f"{k}={v}" for k, v in each.items()) for each in MATRIX])
@pytest.mark.parametrize("form", ["json", "csv", "tree", "outline"])
def test_fault_62_output_is_the_same_everywhere(
    run: Run, article: Path, environment: dict[str, str | None], form: str
) -> None:
    """Data is UTF-8 whatever the locale, and no terminal setting changes what goes into a pipe."""
    plain = run("extract", article, "-f", form)
    done = run("extract", article, "-f", form, environment=environment)
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)


@pytest.mark.parametrize("environment", MATRIX, ids=[" ".join(f"{k}={v}" for k, v in each.items()) for each in MATRIX])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--lang", "zh", "--help"],
        ["extract", "没有.txt"],
        ["explain", "article.txt"],
        ["lexicon"],
        ["diff", "article.txt", "article.txt"],
        ["schema"],
    ],
    ids=str,
)
def test_fault_62_every_command_works_everywhere(
    run: Run, article: Path, environment: dict[str, str | None], arguments: list[str]
) -> None:
    done = run(*arguments, environment=environment)
    assert done.returncode == (4 if "没有.txt" in arguments else 0), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_fault_62_read_only_folder(run: Run, article: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    assert run("extract", article).returncode == 0
    assert run("extract", article, "-o", "out.json").returncode == 6


# ── a user's own words ──


def test_own_words_from_the_configuration_folder(run: Run, tmp_path: Path, clean_environment: dict[str, str]) -> None:
    folder = tmp_path / "config" / "minutes"
    folder.mkdir(parents=True)
    (folder / "lexicon.toml").write_text(
        '[[verb]]\nword = "吁请"\nclass = "exhortation"\nexample = "会议吁请，要抓好秋收。"\n', encoding="utf-8"
    )
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    (tmp_path / "a.txt").write_text("7月30日，云岭县委召开常委会会议。会议吁请，要抓好秋收。", encoding="utf-8")
    assert b'"exhortation"' in run("extract", "a.txt", environment=environment).stdout
    listed = run("lexicon", environment=environment)
    assert "吁请" in listed.stdout.decode()
    assert str(folder / "lexicon.toml") in listed.stderr.decode()
    assert "not there" in run("lexicon").stderr.decode()


def test_own_words_with_a_mistake_are_2(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[verb]]\nword = "吁请"\nclass = "loud"\n', encoding="utf-8")
    done = run("extract", article, "--lexicon", "own.toml")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"own.toml" in done.stderr


@pytest.mark.parametrize("form", ["tree", "md", "outline"])
def test_a_blank_line_parts_documents(run: Run, article: Path, form: str) -> None:
    one = text_of(run("extract", article, "-f", form))
    assert text_of(run("extract", article, article, "-f", form)) == f"{one}\n{one}"


def test_colours_in_a_pipe_when_forced(run: Run, article: Path) -> None:
    assert b"\x1b[" not in run("extract", article, "-f", "tree").stdout
    assert b"\x1b[" in run("extract", article, "-f", "tree", environment={"FORCE_COLOR": "1"}).stdout
