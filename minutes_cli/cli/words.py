"""What the command line says, in English and Chinese: one table, looked up by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WORDS: dict[str, tuple[str, str]] = {
    "about": (
        "Turn Chinese official meeting news (会议通稿, 会议纪要) into structure: meetings, what was said, directives.",
        "把会议通稿、会议纪要变成结构化数据：会议、讲话内容、任务要求，逐字引用原文。",
    ),
    "extract": (
        "Print the structure of each SOURCE: a file (also a ZIP of pages), a URL, or - for standard input.",
        "输出每个来源（文件、网页压缩包、网址，或 - 表示标准输入）的结构。",
    ),
    "explain": (
        "Draw the article with its structure in the margin, each cut with the rule that made it.",
        "在页边标出文章结构，并注明每一处切分所依据的规则。",
    ),
    "verify": (
        "Check a RESULT (json, jsonl, csv or tsv): every span quotes its text, nothing is lost, nothing overlaps.",
        "检验结果文件（json、jsonl、csv、tsv）：每处引文与原文逐字一致，不漏、不重。",
    ),
    "verify-source": (
        "With SOURCE, the result must also hold that source's own words; a csv or tsv needs it "
        "where the sources that its rows name cannot be read.",
        "给出 SOURCE 时，还检验结果的文字确为该来源的文字；csv、tsv 所列来源无法读取时须给出。",
    ),
    "diff": (
        "Show which directives differ between A and B (articles or json results).",
        "比较 A 与 B（文章或 json 结果）的任务要求有何不同。",
    ),
    "schema": ("Print the JSON Schema of the output.", "输出结果格式的 JSON Schema。"),
    "lexicon": (
        "List the cue words, their classes and an example each, and where your own are read from.",
        "列出提示语、类别和例句，并说明自定义词表的位置。",
    ),
    "completion": (
        'Completion: add eval "$(_MINUTES_COMPLETE=bash_source minutes)" to ~/.bashrc; with zsh_source to ~/.zshrc; '
        "for fish: _MINUTES_COMPLETE=fish_source minutes > ~/.config/fish/completions/minutes.fish",
        '补全：在 ~/.bashrc 中加入 eval "$(_MINUTES_COMPLETE=bash_source minutes)"；zsh 在 ~/.zshrc 中用 zsh_source；'
        "fish 执行 _MINUTES_COMPLETE=fish_source minutes > ~/.config/fish/completions/minutes.fish",
    ),
    "usage": ("Usage: ", "用法："),
    "options": ("Options:", "选项："),
    "commands": ("Commands:", "命令："),
    "default": ("[default: ", "[默认："),
    "version": ("Print the version.", "显示版本号。"),
    "help": ("Show this help.", "显示帮助。"),
    "lang": (
        "Language of help and messages: en or zh (default: that of the locale).",
        "帮助和提示的语言：en 或 zh（默认随系统）。",
    ),
    "format": (
        "tree (default on a terminal), json (default otherwise), jsonl, csv, tsv, md, outline, html, xlsx or sqlite.",
        "tree（终端默认）、json（其他情况默认）、jsonl、csv、tsv、md、outline、html、xlsx 或 sqlite。",
    ),
    "output": ("Write to FILE instead of standard output; its suffix names the format.", "写入文件；按后缀决定格式。"),
    "force": ("Replace an existing FILE.", "覆盖已有文件。"),
    "rows": (
        "Rows of csv and tsv: directives, blocks, proceedings or meetings.",
        "csv、tsv 的行：directives、blocks、proceedings 或 meetings。",
    ),
    "excel": (
        "CSV for spreadsheets: a byte order mark, and no cell that runs as a formula.",
        "供电子表格使用的 CSV：带 BOM，单元格不会被当作公式。",
    ),
    "text": ("Keep or drop article.text in json, jsonl and sqlite.", "json、jsonl、sqlite 中保留或省略 article.text。"),
    "from-file": (
        "Read more sources from LIST, one a line (- for standard input).",
        "从清单文件读取来源，一行一个（- 表示标准输入）。",
    ),
    "select": (
        "The element that holds the article's body, as a CSS selector, where the tool does not find it by itself.",
        "用 CSS 选择器指明正文所在的元素（自动识别不准时使用）。",
    ),
    "lexicon-file": (
        "A TOML file of your own cue words (default: lexicon.toml in the configuration folder).",
        "自定义提示语的 TOML 文件（默认：配置目录下的 lexicon.toml）。",
    ),
    "quiet": ("No messages about single sources.", "不显示各来源的提示。"),
    "verbose": ("Also show what was doubtful.", "同时显示存疑之处。"),
    "debug": ("Show the traceback of an error.", "出错时显示详细调用栈。"),
    "json-out": ("Print as JSON.", "以 JSON 输出。"),
    "no-sources": ("name at least one SOURCE, or - for standard input", "请至少给出一个来源，或用 - 表示标准输入"),
    "no-meeting": ("no meeting found in this article", "文中没有找到会议"),
    "stdin-terminal": (
        "standard input is a terminal; give a file, or send a text to it",
        "标准输入是终端；请给出文件，或把文本传给它",
    ),
    "output-exists": ("{0} exists; --force replaces it", "{0} 已存在；加 --force 可覆盖"),
    "output-special": ("{0} is a link, a folder or a device; name a file", "{0} 是链接、目录或设备；请给出普通文件名"),
    "output-failed": ("the output could not be written: {0}", "无法写出结果：{0}"),
    "output-closed": (
        "the output could not be written: standard output is closed",
        "无法写出结果：标准输出已关闭",
    ),
    "output-format": ("{0} names no format; give --format ({1})", "从 {0} 看不出格式；请用 --format 指定（{1}）"),
    "binary": ("{0} is not for the screen: name a file with -o", "{0} 不能显示在屏幕上：请用 -o 指定文件"),
    "verified": ("{0} of {0} hold: every piece quotes its source", "{0} 个来源检验无误：每处引文均与原文一致"),
    "not-json": ("it is not a result of minutes: {0}", "它不是 minutes 的结果：{0}"),
    "added": ("added", "新增"),
    "removed": ("removed", "删去"),
    "changed": ("changed", "改动"),
    "same": ("no difference", "没有不同"),
    "own-words": ("Your own words are read from {0}", "自定义词表：{0}"),
    "own-none": ("(not there)", "（尚无此文件）"),
    "bug": ("this is a bug of minutes: {0} (--debug shows where)", "这是 minutes 的缺陷：{0}（加 --debug 查看位置）"),
    "interrupted": ("interrupted", "已中断"),
}


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """en or zh: what --lang says, else the locale."""
    for number, word in enumerate(arguments):
        if word == "--lang" and number + 1 < len(arguments):
            return "zh" if arguments[number + 1] == "zh" else "en"
        if word.startswith("--lang="):
            return "zh" if word == "--lang=zh" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


class Speaker:
    """Says a key of WORDS in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = dict(WORDS)

    def learn(self, words: Mapping[str, tuple[str, str]]) -> None:
        """Take in the words of one command, which stand beside it."""
        self._words.update(words)

    def error(self, message: str) -> str:
        """A message that was raised in English, in this language."""
        if self.lang != "zh":
            return message
        from minutes_cli.cli.translating import in_chinese

        return in_chinese(message)

    def __call__(self, key: str, *values: object) -> str:
        return self._words[key][self.lang == "zh"].format(*values)
