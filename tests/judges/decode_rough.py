"""Prints PDFs as a printer of so many dots an inch would, in black dots only, then spoils the print lightly, and reads every code with
zxing-cpp. Usage: decode_rough.py DPI FILE.pdf ... Prints a JSON list: a file, how it was spoilt, and of its first page each code's text
(FNC1 as ^), symbology identifier and format."""
import json
import pathlib
import subprocess
import sys
import tempfile

import zxingcpp
from PIL import Image, ImageFilter, ImageOps


def printed(file, dpi, folder):
    stem = str(pathlib.Path(folder) / "page")
    options = ["-r", dpi, "-f", "1", "-l", "1", "-singlefile", "-gray", "-aa", "no", "-aaVector", "no", "-png"]
    subprocess.run(["pdftoppm", *options, file, stem], check=True)
    page = Image.open(stem + ".png").convert("L")
    page = page.point(lambda grey: 255 if grey > 127 else 0)
    return page.crop(ImageOps.invert(page).getbbox())


def blurred(page):
    return page.filter(ImageFilter.GaussianBlur(0.8))


def turned(page):
    return page.rotate(3, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=page.getpixel((0, 0)))


def pale(page):
    return page.point(lambda grey: round(127.5 + (grey - 127.5) * 0.9))


SPOILT = {
    "printed": lambda page: page,
    "blurred": blurred,
    "turned": turned,
    "pale": pale,
    "all": lambda page: pale(blurred(turned(page))),
}


LINEAR = {zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.EAN8, zxingcpp.BarcodeFormat.UPCA, zxingcpp.BarcodeFormat.Code128}


def box(code):
    corners = [code.position.top_left, code.position.top_right, code.position.bottom_right, code.position.bottom_left]
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def height(code):
    return box(code)[3] - box(code)[1]


def within(code, other):
    (x0, y0, x1, y1), (u0, v0, u1, v1) = box(code), box(other)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return u0 <= x <= u1 and v0 <= y <= v1


def misread(code, found):
    """On a turned page zxing-cpp may read some lines of a linear code a second time, backwards, as other digits. Two linear codes cannot
    stand on one place: the one that is seen in fewer lines is none."""
    others = [other for other in found if other.format in LINEAR and within(code, other)]
    return code.format in LINEAR and any(height(other) > 1.2 * height(code) for other in others)


def codes(page):
    # A little white around: a scanner sees more than the label.
    wide = Image.new("L", (page.width + 200, page.height + 200), page.getpixel((0, 0)))
    wide.paste(page, (100, 100))
    found = zxingcpp.read_barcodes(wide, text_mode=zxingcpp.TextMode.Plain)
    shown = lambda c: c.text.replace("\x1d", "^")
    true = [c for c in found if not misread(c, found)]
    return [{"text": shown(c), "identifier": c.symbology_identifier, "format": str(c.format)} for c in true]


out = []
for file in sys.argv[2:]:
    with tempfile.TemporaryDirectory() as folder:
        page = printed(file, sys.argv[1], folder)
        out += [{"file": file, "spoilt": name, "codes": codes(spoil(page))} for name, spoil in SPOILT.items()]
print(json.dumps(out))
