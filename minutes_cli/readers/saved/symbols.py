"""Signs that Word takes from symbol fonts → the characters that look the same."""

from __future__ import annotations

# By the code in the font: Symbol after the encoding of Adobe, the others by their looks. What is not sure is left out.
_FONTS = {
    "symbol": {
        0x2A: "*", 0x2B: "+", 0x2D: "−", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ",
        0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xE5: "∑",
    },
    "wingdings": {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", **{0x81 + number: chr(0x2460 + number) for number in range(10)},
        **{0x8C + number: chr(0x2776 + number) for number in range(10)},
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA2: "■", 0xA3: "□"},
}  # fmt: skip


def symbol(font: str, code: str) -> str | None:
    """The character that shows `code` (hexadecimal, often F000 and more) of a font; None where none is known."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    known = _FONTS.get(font.lower())
    if known is not None or 0xF000 <= number < 0xF100:
        return (known or {}).get(number & 0xFF if number < 0x100 or 0xF000 <= number < 0xF100 else -1)
    return chr(number) if 0x20 <= number < 0xD800 or 0x10000 <= number < 0x110000 else None
