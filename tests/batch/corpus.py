"""Articles made up for the tests: as many different ones as wanted, each about as long as a real one."""

from __future__ import annotations

import random
from pathlib import Path

_PLACES = ("青湖县", "云岭市", "安澜区", "石桥镇", "望川县", "临溪市", "白杨区", "长堤县")
_BODIES = ("县委常委会", "市政府党组", "区委深改委", "镇党委", "县安委会", "市人大常委会")
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫"
_GIVEN = ("明远", "思齐", "建平", "若谷", "文博", "晓峰", "国栋", "雅琴")
_THINGS = ("防汛抗旱", "基层治理", "营商环境", "耕地保护", "养老服务", "义务教育", "安全生产", "财政收支")
_VERBS = ("抓好", "推进", "落实", "完善", "加强", "压实")
_ENDS = ("年底前完成", "确保取得实效", "做到件件有着落", "6月底前报送结果", "形成工作闭环")


def article(number: int, sentences: int = 18) -> str:
    """Article `number`, the same in every run; `sentences` sets its length, about 35 characters each."""
    dice = random.Random(number)
    place, body = dice.choice(_PLACES), dice.choice(_BODIES)
    chair = dice.choice(_FAMILY) + dice.choice(_GIVEN)
    day = f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    lines = [
        f"{place}召开{body}第{number}次会议",
        f"发布时间：2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} 来源：{place}融媒体中心",
        f"{day}，{place}{body}召开会议，传达学习有关文件精神，研究{dice.choice(_THINGS)}工作。{body}书记{chair}主持会议。",
        f"会议听取了{dice.choice(_THINGS)}情况汇报，审议通过《{place}{dice.choice(_THINGS)}实施方案》。",
    ]
    for cue in ("会议指出", "会议强调", "会议要求"):
        said = [_sentence(dice, mark) for mark in ("一要", "二要", "三要")[: dice.randint(2, 3)]]
        said += [_sentence(dice, "要") for _ in range(max(0, sentences // 3 - len(said)))]
        lines.append(f"{cue}，{dice.choice(_THINGS)}事关全局。{''.join(said)}")
    lines.append(f"{place}有关部门负责人列席会议。")
    return "\n".join(lines) + "\n"


def _sentence(dice: random.Random, opening: str) -> str:
    thing, place = dice.choice(_THINGS), dice.choice(_PLACES)
    return f"{opening}{dice.choice(_VERBS)}{place}{thing}，由{place}财政局牵头，各有关部门配合，{dice.choice(_ENDS)}。"


def fill(folder: Path, count: int, sentences: int = 18) -> Path:
    """A folder with articles 0 to `count`-1 in files of ordered names."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(article(number, sentences), encoding="utf-8")
    return folder


def inside(folder: Path) -> list[str]:
    """The names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())
