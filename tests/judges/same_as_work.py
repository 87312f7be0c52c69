"""The work that `same_as.py` has two pairs of programs do: what each part asks of them. A part is a function of a `World` and of
`quick`; it goes on where the parts above it stopped, in the order of `PARTS`."""
import json
import os
import re
import shutil
import socket
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("NUONG_SHARED", ROOT / ".." / "shared")).resolve()
PAPERS = ["tomy-135", "a6", "avery-l7160", "roll-50x30", "roll-100x150", "roll-35x22x3", "continuous-100x50"]
LOT = "GAO-SC5-260902-1"


def help_texts(world, quick):
    """`--help` of every verb of both programs, as deep as there are any."""
    def walk(program, verbs):
        code, out, err = world.run(*verbs, "--help", program=program)
        world.keep(f"{program} {' '.join(verbs)} --help", f"exit {code}\n{out}---\n{err}")
        listed = out.split("Commands:\n")[1].split("\n\n")[0] if "Commands:\n" in out else ""
        for verb in re.findall(r"^  ([a-z0-9-]+)", listed, re.M):
            walk(program, [*verbs, verb])
    for program in ("nuong", "nuong-registry"):
        walk(program, [])
        code, out, err = world.run("--version", program=program)
        world.keep(f"{program} --version", f"exit {code}\n{out}---\n{err}")


def first_steps(world, quick):
    """A cooperative begins, with the sample and with its own profile, and brings its ledger in."""
    ledger = "sample/so-htx-mau.xlsx"
    world.nuong("init", "--sample")
    world.both("init", "--sample")
    world.both("import", ledger, "--dry-run")
    world.json("import", ledger)
    world.both("import", ledger)
    profile = json.loads((ROOT / "assets/sample/profile.json").read_text()) | {"name": "HTX Nà Tăm", "tax_code": "6200012345"}
    del profile["sample"]
    world.nuong("init", "--profile", world.write("profile.json", profile), "--json", data="own")
    world.nuong("import", ledger, "--lang", "en", data="own")
    world.nuong("profile", data="own")
    for name, wrong in (("no-name", {"tax_code": "1"}), ("bad-tax", profile | {"tax_code": "12"}), ("field", profile | {"phone": 5}),
                        ("unknown", profile | {"nix": 1}), ("gln", profile | {"gln": "9520120070018"})):
        world.both("init", "--profile", world.write(f"{name}.json", wrong), data="wrong")
    world.both("init", "--profile", world.write("text.json", "{nix"), data="wrong")


def field_ledgers(world, quick):
    """Ledgers as people really keep them: what comes in, what is said."""
    folder = SHARED / "field"
    files = sorted(f for f in folder.rglob("*") if f.suffix not in (".py", ".md", ".json", ".txt") and f.is_file())
    if not files:
        print(f"skipped: {folder} is not here")
    for number, source in enumerate(files[::5] if quick else files):
        file, data = world.here / "field" / source.relative_to(folder), f"field-{number}"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, file)
        file = str(file.relative_to(world.here))
        world.run("--data", data, "init", "--sample")
        world.nuong("import", file, "--dry-run", "--json", data=data)
        world.nuong("import", file, "--dry-run", "--lang", "en", data=data)
        world.nuong("import", file, "--lang", "vi", data=data)
        world.nuong("import", file, "--json", data=data)
        for verb in ("lots", "products", "outbox"):
            world.nuong(verb, "--json", data=data)
    scans = (folder / "scans.txt").read_bytes() if files else b""
    more = ["(01)09520123456788(10)L1", "]C10109520123456788", "9520123456788", "(01)09520123456789", "https://id.gs1.org/01/09520123456788/10/L1",
            "https://vidu.vn/01/09520123456788/10/L1/21/7?17=271231", "(10)", "xin chào", ""]
    world.nuong("gs1", stdin=scans + "\n".join(more).encode())


def records(world, quick):
    """Lots, products, certificates, profile, templates and papers: shown, changed, refused."""
    for lot in [row["lot"] for row in world.json("lots")][:: 12 if quick else 2]:
        world.nuong("lot", lot, "--json")
        world.nuong("lot", lot, "--lang", "en")
    for words in ("che tam duong", "gạo", "GAO SC5", "không có gì", ""):
        world.both("lots", "--search", words)
        world.both("products", "--search", words)
    world.both("lot", LOT)
    world.nuong("products", "set", "CHE-OL", "price=125.000", "price_unit=kg", "ocop_stars=4", "ocop_valid_to=31/12/2027", "--json")
    for wrong in ("price=nhiều", "nix=1", "ocop_stars=9", "gtin=123", "price", "ocop_valid_to=31/02/2027"):
        world.both("products", "set", "CHE-OL", wrong)
    sold = ["price=145.000", "price_unit=kg", "packs_per_carton=4", "ocop_stars=4", "ocop_valid_to=31/12/2027", "name_other=Rice",
            "ingredients_other=Rice", "storage_other=Keep dry", "usage_other=Cook", "warnings=Không rửa kỹ", "warnings_other=Do not wash"]
    world.both("products", "set", "GAO-SC5", *sold, "carton_gtin=19520120070021")
    world.both("products", "set", "MACCA", *sold, "goods_group=drink", "nutrition=Năng lượng 2.900 kJ", "usage=Ăn liền")
    world.both("products", "set", "MDG", *sold, "goods_group=liquor", "ethanol_permille=290", "origin=Việt Nam")
    cert = {"kind": "vietgap", "number": "VG-12/2026", "issuer": "Trung tâm Kỹ thuật Lai Châu", "valid_from": "2026-05-01",
            "valid_to": "2028-04-30", "products": ["CHE-OL", "GAO-SC5"]}
    made = world.json("certificates", "add", world.write("cert.json", cert))
    world.both("certificates", "add", world.write("all.json", {"kind": "other", "name": "Sạch", "number": "1", "valid_to": "2027-01-01",
                                                               "all_products": True}), "--picture", "logo.png")
    for name, wrong in (("kind", cert | {"kind": "nix"}), ("day", cert | {"valid_to": "2028-02-31"}), ("sku", cert | {"products": ["NIX"]})):
        world.both("certificates", "add", world.write(f"cert-{name}.json", wrong))
    world.both("certificates")
    one = made if isinstance(made, dict) else {}
    world.nuong("certificates", "remove", one.get("id", "nix"))
    world.nuong("profile", "logo", "logo.png", "--json")
    world.both("profile")
    for kind, name, own in (("templates", "price", "gia-rieng"), ("sheets", "tomy-135", "giay-rieng")):
        world.both(kind)
        for one in world.json(kind):
            world.nuong(kind, "show", one["id"])
        text = world.run("--data", "data", kind, "show", name)[1].replace(f'"{name}"', f'"{own}"')
        world.both(kind, "add", world.write(f"{own}.json", text))
        world.both(kind, "add", world.write(f"bad-{own}.json", text.replace('"id"', '"nix"')))
        world.both(kind, "add", world.write(f"far-{own}.json", text.replace("[1", "[91").replace(": 1", ": 991")))
        world.both(kind, "remove", name)
    world.nuong("label", "--lot", LOT, "--template", "gia-rieng", "--sheet", "giay-rieng", "--count", 2, "--json", file="own.pdf")
    for kind, own in (("templates", "gia-rieng"), ("sheets", "giay-rieng")):
        world.both(kind, "remove", own)


def labels(world, quick):
    """Every template on every paper as PDF, on some as ZPL, TSPL and PNG; options; checks; and what stands in the ledger then."""
    templates = [one["id"] for one in world.json("templates")]
    papers = [one["id"] for one in world.json("sheets")]
    rows, lots = world.json("lots"), {}
    for row in rows:
        if not row["phi_conflict"]:
            lots.setdefault(row["product"], row["lot"])
    conflict = [row["lot"] for row in rows if row["phi_conflict"]]
    world.both("check", "--lot", LOT, "--template", "pallet", "--sheet", "a6")
    world.both("pallet-digit")
    for digit in ("12", "x", "7"):
        world.both("pallet-digit", digit)
    for template in templates:
        secret = template == "pallet"  # its number is of the moment
        for paper in PAPERS if quick else papers:
            world.nuong("label", "--lot", LOT, "--template", template, "--sheet", paper, "--count", 3, "--json", file=f"{template}-{paper}.pdf",
                        secret=secret)
        for paper in PAPERS[3:]:
            for form in ("zpl", "tspl", "png"):
                world.nuong("label", "--lot", LOT, "--template", template, "--sheet", paper, "--count", 1 if form == "png" else 3,
                            "--format", form, file=f"{template}-{paper}.{form}", secret=secret)
        for paper in PAPERS[:5]:
            world.both("check", "--lot", LOT, "--template", template, "--sheet", paper, "--count", 40, "--serials")
        for number, lot in enumerate([*lots.values(), *conflict[:1]]):
            world.both("check", "--lot", lot, "--template", template, "--sheet", "tomy-135", "--other-lang", "en")
            world.nuong("label", "--lot", lot, "--template", template, "--sheet", "roll-100x70", "--count", 2, "--other-lang", "en",
                        file=f"{template}-lot{number}.pdf", secret=secret)
    run = ["label", "--lot", LOT, "--sheet"]
    for number, more in enumerate((["--count", 30, "--skip", 6], ["--count", 9, "--dpi", 300], ["--count", 1, "--skip", 99], ["--count", 0],
                                   ["--count", 2000], ["--count", 9000], ["--count", 1500, "--more-than-packs"], ["--count", 3, "--other-lang", "vi"],
                                   ["--count", 3, "--other-lang", "fr"], ["--count", 3, "--dpi", 150], ["--count", 3, "--cartons", 4],
                                   ["--count", 3, "--printer", "NIX"], ["--count", 3, "--format", "png", "--dpi", 600])):
        world.nuong(*run, "tomy-135", *more, file=f"option-{number}.pdf")
        world.nuong(*run, "tomy-135", *more, "--json", "--lang", "en", file=f"option-{number}.pdf")
    for paper in PAPERS[:4]:
        for form in ("pdf", "zpl"):
            world.nuong(*run, paper, "--count", 5, "--serials", "--format", form, "--json", file=f"serials-{paper}.{form}", secret=True)
    for cartons in (20, 0, 3):
        world.nuong("label", "--lot", LOT, "--template", "pallet", "--sheet", "a6", "--count", 2, "--cartons", cartons, "--json",
                    file=f"pallet-{cartons}.pdf", secret=True)
    for lot in conflict[:2]:
        world.both("label", "--lot", lot, "--count", 3, file="phi.pdf")
        world.both("override-phi", "--lot", lot, "--by", "", "--reason", "đã thử mẫu")
        world.both("override-phi", "--lot", lot, "--by", "Chị Mai", "--reason", "đã thử mẫu")
        world.both("label", "--lot", lot, "--count", 3, file="phi.pdf")
    world.both("ledger")
    world.both("ledger", "--lot", LOT)


def ledger_work(world, quick):
    """Reprints, voids, markets, states of a lot."""
    prints = world.json("ledger", "--lot", LOT)["prints"]
    for row in prints[:: 40 if quick else 9]:
        secret = bool(row["first_serial"] or row["first_sscc"])
        world.nuong("reprint", row["short"], "--reason", "kẹt giấy", "--json", file=f"again-{prints.index(row)}.pdf", secret=secret)
    plain = next(row["short"] for row in prints if not row.get("first_serial") and row["labels"] >= 9)
    with_serials = next(row for row in prints if row.get("first_serial"))
    first, last = with_serials["first_serial"], with_serials["last_serial"]
    for more in (["--from", 3, "--reason", "kẹt giấy"], ["--from", 99, "--reason", "x"], ["--from", 2, "--reason", ""],
                 ["--from", 2, "--skip", 5, "--reason", "x", "--format", "zpl"]):
        world.both("reprint", plain, *more, file="again.pdf")
    for more in (["--count", 2, "--reason", "in thừa"], ["--count", 999, "--reason", "x"], ["--reason", ""], ["--reason", "hết"]):
        world.both("void", plain, *more)
    world.both("void", with_serials["short"], "--first-serial", first, "--reason", "rách")
    at = ["--lot", LOT, "--market", "Chợ Tam Đường"]
    for more in (["--count", 4, "--on", "2026-10-01", "--carrier", "Chị Mai", "--note", "sáng"], ["--count", 99999], ["--first-serial", last],
                 ["--first-serial", "NIX"], ["--count", 1, "--on", "hôm qua"], ["--count", 1, "--on", "2099-01-01"]):
        world.both("send", *at, *more)
    for more in (["--count", 1], ["--count", 999], ["--first-serial", last]):
        world.both("take-back", *at, *more)
    world.both("take-back", "--lot", LOT, "--market", "Nơi khác", "--count", 1)
    world.both("markets", "--lot", LOT)
    lot = next(row["lot"] for row in world.json("lots") if row["lot"] != LOT and not row["phi_conflict"])
    for status in ("on_hold", "recalled", "closed", "released", "nix"):
        world.both("set-status", "--lot", lot, "--status", status, "--by", "Anh Tú", "--reason", "kiểm tra")
        world.both("label", "--lot", lot, "--count", 2, file="status.pdf")
        world.nuong("lots", "--lang", "en")
    world.both("ledger", "--lot", LOT)


def printers(world, quick):
    """Printers taught, added, forgotten; one on the network that keeps what it is sent."""
    teach = ["printers", "teach", "HP", "--left", "21.5", "--top", "19", "--width", "170,4", "--height", "257"]
    world.both(*teach)
    world.both(*[*teach[:-1], "99"])
    for paper in PAPERS[:4]:
        world.nuong("printers", "ruler", "--sheet", paper, file=f"ruler-{paper}.pdf")
    world.nuong("label", "--lot", LOT, "--count", 30, "--printer", "HP", "--json", file="taught.pdf")
    port, got = pretended_printer()
    world.hide("port", str(port))
    for name, more in (("Zebra", ["--network", f"127.0.0.1:{port}", "--language", "zpl", "--dpi", 203, "--no-ask"]),
                       ("TSC", ["--network", f"127.0.0.1:{port}", "--language", "tspl", "--no-ask"]),
                       ("Máy in", ["--system", "nix", "--dpi", 300]), ("dev", ["--device", "/dev/null", "--language", "zpl"]),
                       ("x", ["--network", "127.0.0.1:99999"]), ("y", ["--system", "q", "--dpi", 150])):
        world.both("printers", "add", name, *more)
    world.both("printers")
    for name in ("Zebra", "TSC", f"tcp://127.0.0.1:{port}", "dev", "Nix"):
        for language in ("zpl", "tspl") if name.startswith("tcp") else (None,):
            form = ["--format", language] if language else []
            world.nuong("label", "--lot", LOT, "--sheet", "roll-50x30", "--count", 4, "--to", name, *form)
            world.nuong("printers", "test", name, "--sheet", "roll-50x30", *(["--language", language] if language else []), "--lang", "en")
    time.sleep(0.5)
    for sent in got:
        world.keep("sent to the printer", bytes(sent))
    world.both("printers", "forget", "HP", "--sheet", "tomy-135")
    for name in ("TSC", "Nix"):
        world.both("printers", "forget", name)
    world.both("printers")


def pretended_printer():
    """A port that takes all it is sent, and the list of what it was sent."""
    server, got = socket.create_server(("127.0.0.1", 0)), []

    def serve():
        while True:
            caller, _ = server.accept()
            got.append(bytearray())
            while piece := caller.recv(65536):
                got[-1] += piece
            caller.close()
    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1], got


def refusals(world, quick):
    """The errors that a person meets, in both languages and for programs."""
    out = ["-o", "files/none.pdf"]
    world.write("not-a-book.xlsx", "not a workbook")
    run = ["label", "--lot", LOT, "--count", "1"]
    for args in (["lot", "NIX"], ["lot", ""], ["label", "--lot", "NIX", "--count", "1", *out], run, [*run, "-o", "no/such/file.pdf"],
                 [*run, "--template", "nix", *out], [*run, "--sheet", "nix", *out], [*run, "--to", "nix", *out], [*run, "--to", "nix"],
                 [*run, "--format", "png", "--to", "x"], [*run[:-1], "x", *out], ["lots", "--nix"], ["check", "--lot", "NIX"], [], ["nix"],
                 ["ledger", "--lot", "NIX"], ["markets", "--lot", "NIX"], ["outbox", "--lot", "NIX"], ["void", "ffffff", "--reason", "x"],
                 ["reprint", "ffffff", "--reason", "x", *out], ["import", "missing.xlsx"], ["import", "sample"], ["import", "sample/profile.json"],
                 ["import", "not-a-book.xlsx"], ["products", "set", "NIX", "price=1"], ["certificates", "add", "nix.json"],
                 ["certificates", "remove", "nix"], ["profile", "logo", "sample/profile.json"], ["profile", "logo", "nix.png"],
                 ["templates", "show", "nix"], ["sheets", "remove", "nix"], ["connect", "http://127.0.0.1:1", "AAAAA-AAAAA"],
                 ["connect", "nix", "A"], ["connect", "ftp://127.0.0.1", "A"], ["sync"], ["export", "epcis", "-o", "no/such/dir.jsonld"],
                 ["export", "nix"], ["init"], ["init", "--sample", "--profile", "x"]):
        world.both(*args)
    world.both("lots", data="nowhere")
    for args in (["lots"], ["init", "--sample"], ["profile", "--json"]):  # in the window's own folder
        code, out, err = world.run(*args)
        world.keep(f"nuong {' '.join(args)}", f"exit {code}\n{world.mask(out)}---\n{world.mask(err)}")
    for how in ([], ["--lang", "xx"], ["--lang", "en"]):
        world.nuong("lots", *how, "--search", "zzz", data="own")


def exports(world, quick):
    """The EPCIS document of everything, to a file and to standard output."""
    world.both("export", "epcis")
    world.nuong("export", "epcis", file="events.jsonld", secret=True)  # ids are random
    world.keep("events.jsonld", world.mask((world.here / "files/events.jsonld").read_text()))


def handed_over(world, quick, old):
    """Both open a copy of the folder that OLD left: the same ids, so serial numbers can be printed again and compared."""
    shutil.copytree(old / "data", world.here / "handed")
    world.known, world.counts = {}, {}
    for verb in (["lots"], ["products"], ["certificates"], ["profile"], ["ledger"], ["outbox"], ["markets", "--lot", LOT], ["printers"],
                 ["export", "epcis"]):
        world.nuong(*verb, "--json", data="handed")
    prints = json.loads(world.run("--data", "handed", "ledger", "--json")[1])["prints"]
    special = [row for row in prints if row.get("first_serial") or row.get("first_sscc")]
    for number, row in enumerate(special + prints[::30]):
        for form in ("pdf", "zpl", "tspl"):
            world.nuong("reprint", row["short"], "--reason", "thử", "--format", form, data="handed", file=f"handed-{number}.{form}")


PARTS = {"help": help_texts, "first": first_steps, "field": field_ledgers, "records": records, "labels": labels, "ledger": ledger_work,
         "printers": printers, "refusals": refusals, "exports": exports}
