"""学校将继续…, 我们愿…: an arrangement that somebody commits himself to is a demand; what is only foretold is none."""

from __future__ import annotations

from minutes_cli.prepared import compiled, sought

# 学校将继续…: an arrangement; 将…纳入… (把) is none by itself.
_WILL = r"(?<![能已即必可所])将(?:会|下大力气|集中力量|继续|努力|以|按照|按计划|依规|依法|依纪|竭诚|进一步|全力|积极|坚持|加强|加快|加大|在|与|和|同|对|把|通过|不断|推进|推动|持续|联合|牢记|充分|切实|认真|全面|着力|深入|坚定|坚决|始终|更|严格|组织|开展|采取|为|于|于近期|从|承办|举办|召开|陆续|逐步|尽快|及时|依托|立足|围绕|聚焦|紧|结合|高|大力|扎实|抓|做好|发挥|提供|参与|尽|主动|一如既往|时刻|由|设立|成立|建立|制定|出台|启动|建设|打造|完善|优化|深化|强化|实施|落实|带领|团结|履行|秉|肩|担|用|第一时间|不辜?负|带头|责成)"
_COMMIT = compiled(
    rf"(?:下一步|下一阶段|接下来|今后|未来|，|；|^)?[^，。；]{{0,40}}{_WILL}|(?:(?:下一步|下一阶段|接下来)，?[^，。；]{{0,12}}|(?:^|，)(?:我们|我[院局校市县区镇]|全[局院校市县区镇]|学校|学院|医院|公司))(?<![能已即必可所])将(?!于)|(?:^|，)(?:中方|中国|我们|我国|双方|我)?愿(?:意)?(?:同|与|以|继续|为|在|和|进一步)"
)
# 大会将…, 论坛将…: what an event will be; 必将: what is bound to come.
_EVENT_WILL = sought(
    r"将(?:更加|实现|为[^，。]{0,40}(?:提供|注入|奠定|带来))|(?:大会|会议|论坛|峰会|赛事|全会|活动)将|现将|必将|反而将|比重将|重要性"
)
# 将职责落到实处: 将 is 把, and tells of no time to come.
_DISPOSAL = compiled(r"[^，。；把]*(?:落到实处|落实到|纳入|转化为|(?<!工)作为|融入|列入|结合起来|贯穿)")
_ADVERBS = (
    "继续",
    "进一步",
    "不断",
    "持续",
    "尽快",
    "及时",
    "始终",
    "逐步",
    "一如既往",
    "第一时间",
)  # no 把 before them
# 我将…: what a person means to do is no arrangement.
_PERSONAL = compiled(r"(?<![自])(?:我|自己|本人)(?:也|一定)?(?:将|会)")
_DONE = compiled(r"取得了|已经?|了[，。；]|显著|有利于")


def commits(words: str) -> bool:
    """Whether `words` say what somebody will do from now on."""
    if "将" not in words and "愿" not in words:
        return False
    commit = None if _PERSONAL.search(words) or _EVENT_WILL.search(words) else _COMMIT.search(words)
    if commit is None or "标志着" in words:
        return False
    if _DISPOSAL.match(words, commit.end()) and not commit.group().endswith(_ADVERBS):
        return False
    stop = words.find("，", commit.end())
    return _DONE.search(words, commit.start(), stop if stop >= 0 else len(words)) is None
