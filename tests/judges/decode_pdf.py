"""Renders a PDF with poppler and reads every code with zxing-cpp: somebody else's eyes on our labels.
Usage: decode_pdf.py FILE DPI. Prints a JSON list of pages, each a list of {text, identifier, at}, the latter where the code
begins: millimetres from the left and the top."""
import json
import pathlib
import subprocess
import sys
import tempfile

import zxingcpp
from PIL import Image

file, dpi = sys.argv[1], sys.argv[2]
pages = []
with tempfile.TemporaryDirectory() as folder:
    stem = str(pathlib.Path(folder) / "page")
    subprocess.run(["pdftoppm", "-r", dpi, "-gray", "-png", file, stem], check=True)
    for image in sorted(pathlib.Path(folder).glob("*.png")):
        codes = zxingcpp.read_barcodes(Image.open(image))
        mm = lambda point: [point.x * 25.4 / float(dpi), point.y * 25.4 / float(dpi)]
        read = lambda c: {"text": c.text, "identifier": c.symbology_identifier, "at": mm(c.position.top_left)}
        pages.append([read(c) for c in codes])
print(json.dumps(pages))
