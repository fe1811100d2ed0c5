"""What pages call their encoding → the codec that reads it; only encodings of text, whatever else Python knows by a name.

The labels are those of the WHATWG Encoding Standard (encoding.spec.whatwg.org) and Python's own for the Chinese ones.
Left out: UTF-7, a way in for scripts; Latin-1 and ASCII, a server's default and never the truth of a Chinese page; the
7-bit forms, which are valid UTF-8 all the same.
"""

from __future__ import annotations

_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "gb18030": (
        "chinese csgb2312 csgbk csiso58gb231280 gb2312 gb-2312 gb2312-80 gb-2312-80 gb2312-1980 gbk iso-ir-58 x-gbk"
        " gb18030 gb18030-2000 gb18030-2005 gb18030-2022 x-gb18030 gb13000 euc-cn euccn eucgb2312-cn x-euc-cn cn-gb"
        " 936 cp936 ms936 x-cp936 windows-936 x-cp20936 hz hz-gb hz-gb-2312 hzgb x-mac-simp-chinese x-mac-gb2312"
    ),
    "big5hkscs": "big5 big5-hkscs big5hkscs big5-tw x-big5 cn-big5 csbig5 x-x-big5 950 cp950 ms950 windows-950 hkscs",
    "euc_jp": "cseucpkdfmtjapanese euc-jp eucjp x-euc-jp",
    "cp932": "csshiftjis ms932 ms-kanji shift-jis sjis windows-31j x-sjis cp932",
    "cp949": "cseuckr csksc56011987 euc-kr euckr iso-ir-149 korean ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 windows-949 cp949",
    "cp866": "866 cp866 csibm866 ibm866",
    "koi8-r": "cskoi8r koi koi8 koi8-r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595",
    "iso8859-6": "arabic asmo-708 csisolatinarabic ecma-114 iso-8859-6 iso-ir-127 iso8859-6 iso88596",
    "iso8859-7": "csisolatingreek ecma-118 elot-928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 sun-eu-greek",
    "iso8859-8": "csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i iso-ir-138 iso8859-8 iso88598 logical visual",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 l9",
    "iso8859-16": "iso-8859-16",
    "utf-16-le": "utf-16le",
    "utf-16-be": "unicodefffe utf-16be",
    **{f"cp125{n}": f"cp125{n} windows-125{n} x-cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_WIDE = ("utf-16-le", "utf-16-be")


def codec_of(label: str, written_in_the_page: bool = False) -> str | None:
    """The codec that a charset label names, None for one that no Chinese page can be in or that is no text encoding.

    A label `written_in_the_page` was read as ASCII, so that the page is in no wide encoding.
    """
    codec = _CODECS.get(label.strip().lower().replace("_", "-"))
    return None if written_in_the_page and codec in _WIDE else codec
