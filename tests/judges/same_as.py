"""Shows that a change of structure changed nothing that a person or a peer sees.

Usage: same_as.py OLD_BIN_DIR NEW_BIN_DIR OUT_DIR [--only PART,PART] [--quick]
Parts: help, first, field, records, labels, ledger (after labels), printers, refusals, exports, peers.

Both folders hold `nuong` and `nuong-registry`. Either pair does the same work in OUT_DIR/old and OUT_DIR/new, with the same
file names: help, first steps, field ledgers, records, labels, printers, markets, export, a registry with laptop and peers,
refusals; at last both open a copy of the folder that OLD left. What each said is kept, masked, in OUT_DIR/{old,new}/said, the
files that it wrote among them; a difference can be looked at with `diff -r`. Prints how much was compared and what
differs; exit status 1 if anything does. Python alone; loopback only. `--quick` takes fewer ledgers, papers and documents.

Ledgers and documents of other people come from ../shared (`field`, `vectors`) or the folder that NUONG_SHARED names; where
they are not, the run says *skipped*. It takes about 5 minutes on two cores, 2 with `--quick`.

Compared: exit status, standard output and standard error of every command, to the letter, in both languages and as JSON; every
file byte for byte (PDF, ZPL, TSPL, PNG, EPCIS); what a printer on the network is sent; status, headers and body of every
answer of the registry.

Masked, and nothing else (`World.mask`): each becomes its kind and the number of its first appearance, so that one id in two
places must still be one id in the same two places.
  ids        UUIDs, the short form of a print's id, capture numbers: random or of the day
  secrets    one-time codes and tokens: random
  numbers    serial numbers of labels (random) and of pallets (of the moment), hence their codes. The files that bear them are
             compared by the last part, which prints the same numbers again from OLD's folder
  now        times between the start of the run and 25 hours later (creation, record, expiry of a page token), and the
             minute of a print in the ledger's text. Days are not masked: don't run across midnight
  ports      of the registry and of the pretended printer
  work       in the registry's log: milliseconds, and how often a job was asked for
  here       the world's own folder, where the program says a full path
Not compared: the detail of a lot's history (who changed what), and sentences that were reworded on purpose: give NEW the words of OLD for that."""
import argparse
import difflib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.dont_write_bytecode = True
from same_as_peers import peers
from same_as_work import PARTS, ROOT, handed_over

START = datetime.now(timezone.utc) - timedelta(seconds=5)
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
STAMP = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
CAPTURE = r"\d{6}-\d{6}"
NAMED = [("number", r'_(?:serial|sscc)": ?"([^"]+)"'), ("short", r'"short": ?"([^"]+)"'), ("secret", r'"token": ?"([^"]+)"')]
WORD = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")


class World:
    """One pair of programs, the folder it works in, and everything it said."""

    def __init__(self, name, programs, out):
        self.programs, self.here = Path(programs).resolve(), (Path(out) / name).resolve()
        shutil.rmtree(self.here, ignore_errors=True)
        for folder in ("said", "files"):
            (self.here / folder).mkdir(parents=True)
        self.said, self.known, self.counts = {}, {}, {}
        self.env = {"PATH": os.environ["PATH"], "HOME": str(self.here), "NUONG_SECRETS": "file", "TZ": "Asia/Ho_Chi_Minh"}
        shutil.copytree(ROOT / "assets" / "sample", self.here / "sample")
        (self.here / "logo.png").write_bytes(picture())

    def hide(self, kind, value):
        """From now on `value` is shown as its kind and number."""
        if value and value not in self.known:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.known[value] = f"<{kind} {self.counts[kind]}>"
        return self.known.get(value, value)

    def mask(self, text):
        """The text without what is random or of the moment, and without the detail of a lot's history."""
        text = re.sub(r'"history":\[[^\]]*\]', '"history":"<history>"', text)
        def word(found):
            for kind, pattern in (("id", UUID), ("capture", CAPTURE)):
                if re.fullmatch(pattern, found[0]):
                    return self.hide(kind, found[0])
            return self.known.get(found[0], found[0])

        def stamp(found):
            at = datetime.fromisoformat(found[0].replace("Z", "+00:00"))
            return "<now>" if START <= at <= START + timedelta(hours=25) else found[0]

        for kind, pattern in NAMED:
            for value in re.findall(pattern, text):
                self.hide(kind, value)
        today = datetime.now(timezone(timedelta(hours=7)))
        text = re.sub(rf"({today:%d/%m/%Y}|{today:%-d %b %Y}) \d\d:\d\d", "<now>", text.replace(str(self.here), "<here>"))
        return WORD.sub(word, re.sub(STAMP, stamp, text))

    def keep(self, name, what):
        """Keeps what was said under a name that both worlds give it."""
        number, first = 1, name
        while name in self.said:
            number += 1
            name = f"{first} #{number}"
        self.said[name] = what
        file = re.sub(r"[^\w.=#,+-]+", "_", name)[:150]
        data = what if isinstance(what, bytes) else what.encode()
        (self.here / "said" / f"{len(self.said):05}-{file}").write_bytes(data)

    def run(self, *args, program="nuong", stdin=None):
        done = subprocess.run([self.programs / program, *args], cwd=self.here, env=self.env, capture_output=True,
                              input=stdin, timeout=300)
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return done.returncode, out, err

    def nuong(self, *args, data="data", stdin=None, file=None, secret=False):
        """Runs `nuong` and keeps what came out; a file too, unless its codes are random."""
        args = [str(arg) for arg in args]
        written = self.here / "files" / (file or "none")
        written.unlink(missing_ok=True)
        args += ["-o", f"files/{file}"] if file else []
        code, out, err = self.run("--data", data, *args, stdin=stdin)
        if secret or args[:1] == ["ledger"]:  # text shows numbers that only the ledger's JSON names
            self.mask(self.run("--data", data, "ledger", "--json")[1])
        said = f"exit {code}\n{self.mask(out)}---\n{self.mask(err)}"
        self.keep(f"{data}: nuong {self.mask(' '.join(args))}", said)
        if written.exists():
            self.keep(f"file {file}", "there" if secret else written.read_bytes())
        return out

    def registry(self, *args):
        """Runs `nuong-registry` likewise."""
        code, out, err = self.run("--data", "reg", *args, program="nuong-registry")
        if args[0] == "enroll" and code == 0:
            self.hide("secret", out.split()[-1])
        self.keep(f"nuong-registry {' '.join(args)}", f"exit {code}\n{self.mask(out)}---\n{self.mask(err)}")
        return out

    def json(self, *args, **more):
        out = self.nuong(*args, "--json", **more)
        return json.loads(out) if out.strip() else None

    def both(self, *args, **more):
        """In both languages and for programs."""
        for how in (["--lang", "vi"], ["--lang", "en"], ["--lang", "vi", "--json"]):
            self.nuong(*args, *how, **more)

    def write(self, name, value):
        (self.here / name).write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        return name


def picture():
    """A PNG of four grey pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\x80\0\x80\xff")) + chunk(b"IEND", b"")


def differences(old, new):
    """What one said or wrote and the other did not, or otherwise."""
    for name in dict.fromkeys([*old.said, *new.said]):
        a, b = old.said.get(name), new.said.get(name)
        if a == b:
            continue
        if isinstance(a, str) and isinstance(b, str):
            parts = [re.sub(r'(,)(["{])', r"\1\n\2", text).splitlines() for text in (a, b)]
            yield name, [line[:240] for line in difflib.unified_diff(*parts, "old", "new", n=0, lineterm="")][2:14]
        else:
            yield name, [f"{who}: {'nothing' if what is None else f'{len(what)} bytes'}" for who, what in (("old", a), ("new", b))]


def main():
    parts = PARTS | {"peers": peers}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("out")
    parser.add_argument("--only", default=",".join(parts))
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    worlds = [World("old", asked.old, asked.out), World("new", asked.new, asked.out)]
    names = ["first"] * ("first" not in asked.only) + asked.only.split(",")
    work = [(name, parts[name]) for name in names] + [("handed over", lambda *of: handed_over(*of, worlds[0].here))]
    with ThreadPoolExecutor(2) as both:
        for name, part in work:
            began = time.monotonic()
            list(both.map(lambda world: part(world, asked.quick), worlds))
            print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    found = list(differences(*worlds))
    for name, lines in found:
        print(f"DIFFERS {name}", *lines, sep="\n    ")
    files = sum(isinstance(what, bytes) for what in worlds[0].said.values())
    print(f"{len(worlds[0].said) - files} answers and {files} files compared, {len(found)} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
