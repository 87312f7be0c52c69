"""The registry's part of the work of `same_as.py`: a laptop connects and syncs, other clients capture and ask, the public reads."""
import http.client
import json
import re
import subprocess
import time

from same_as_work import LOT, SHARED

QUERIES = ["EQ_bizStep=commissioning&perPage=10", "eventType=ObjectEvent&perPage=3", "perPage=500", "EQ_action=ADD%7COBSERVE", "EQ_action=NIX",
           "GE_eventTime=2026-09-01T00:00:00Z&LT_eventTime=2026-10-01T00:00:00Z", "orderBy=eventTime&orderDirection=ASC", "nix=1", "perPage=0",
           "MATCH_anyEPCClass=https://id.gs1.org/01/09520123456788/10/*", "MATCH_anyEPC=https://id.gs1.org/01/09520120070024/10/%s" % LOT,
           "EXISTS_errorDeclaration", "nextPageToken=nix", "EQ_bizStep=a&EQ_bizStep=b"]
WRONG = [b"nix", b"{}", b'{"type": "EPCISDocument"}']


class Client:
    """Asks the registry and keeps its answers."""

    def __init__(self, world, port):
        self.world, self.at = world, f"127.0.0.1:{port}"

    def fetch(self, method, path, body=None, **headers):
        """An answer and its text, not kept."""
        line = http.client.HTTPConnection(self.at, timeout=60)
        line.request(method, path, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer, answer.read().decode("utf-8", "replace")

    def ask(self, method, path, body=None, show=None, **headers):
        """An answer and its text, kept under the question or under `show`."""
        answer, data = self.fetch(method, path, body, **headers)
        heads = "\n".join(f"{name}: {value}" for name, value in sorted(answer.getheaders()) if name.lower() != "date")
        told = ", ".join(f"{name}={value}" for name, value in headers.items() if name != "Authorization")
        name = self.world.mask(f"{method} {show or path} {told}")
        self.world.keep(name, f"{answer.status}\n{self.world.mask(heads)}\n\n{self.world.mask(data)}")
        return answer, data


def peers(world, quick):
    """A registry on loopback and all who speak with it."""
    codes = [world.registry("enroll", "--name", name, "--tax-code", tax).split()[-1] for name, tax in
             (("HTX mẫu", "0000000952"), ("Khác", "6200012345"))]
    for args in (["enroll", "--name", "x", "--tax-code", "12"], ["enroll", "--name", "", "--tax-code", "0000000952"],
                 ["revoke", "--tax-code", "9999999999"], ["serve", "--listen", "nix"], ["serve", "--public-base", "nix"], ["nix"]):
        world.registry(*args)
    with (world.here / "registry.log").open("wb") as log:
        server = subprocess.Popen([world.programs / "nuong-registry", "--data", "reg", "serve", "--listen", "127.0.0.1:0"], cwd=world.here,
                                  env=world.env, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        line = server.stdout.readline()
        client = Client(world, line.strip().rsplit(":", 1)[1])
        world.hide("port", client.at.rsplit(":", 1)[1])
        world.keep("nuong-registry serve", world.mask(line))
        laptop(world, client, codes[0])
        auth = other_client(client, codes[1])
        captures(client, auth, quick)
        questions(client, auth)
        public_pages(world, client, quick)
        world.registry("revoke", "--tax-code", "0000000952")
        world.both("set-status", "--lot", LOT, "--status", "on_hold", "--by", "Anh Tú", "--reason", "mất máy")
        world.both("sync")
    finally:
        server.terminate()
        server.wait(20)
    lines = (world.here / "registry.log").read_text().splitlines()
    lines = [re.sub(r"\d+ ms$", "", line) for line in lines if " GET /capture/" not in line]
    world.keep("nuong-registry's log", world.mask("\n".join([f"exit {server.returncode}", *lines])))
    world.both("sync")


def laptop(world, client, code):
    """The cooperative's laptop: a wrong code, the right one, twice the records."""
    world.both("connect", f"http://{client.at}", "AAAAA-AAAAA")
    world.nuong("connect", f"http://{client.at}", code, "--lang", "en")
    world.nuong("sync", "--json")
    world.both("sync")
    world.both("outbox")
    world.both("outbox", "--lot", LOT)
    world.both("lot", LOT)


def other_client(client, code):
    """Enrols a program of other people; the header that lets it in."""
    right = json.dumps({"code": code, "device": "curl"})
    token = json.loads(client.ask("POST", "/enroll", right, Content_Type="application/json")[1])["token"]
    for body in ("{}", "nix", right):
        client.ask("POST", "/enroll", body, Content_Type="application/json")
    return {"Authorization": f"Bearer {token}"}


def captures(client, auth, quick):
    """Documents of other people, each with its job; what is no document."""
    headers = auth | {"Content_Type": "application/ld+json", "GS1_EPCIS_Version": "2.0.0", "GS1_CBV_Version": "2.0.0"}
    documents = [file for folder in sorted((SHARED / "vectors").glob("epcis-examples-*")) for file in sorted(folder.rglob("*.jsonld"))]
    if not documents:
        print(f"skipped: {SHARED / 'vectors'} is not here")
    for number, document in enumerate(documents[::6] if quick else documents):
        how = {"GS1_Capture_Error_Behaviour": ("rollback", "proceed")[number % 2]}
        answer, _ = client.ask("POST", "/capture", document.read_bytes(), show=f"/capture {document.name}", **headers, **how)
        place = answer.getheader("location")
        deadline = time.monotonic() + 30
        while place and json.loads(client.fetch("GET", place, **auth)[1]).get("running") and time.monotonic() < deadline:
            time.sleep(0.05)
        if place:
            client.ask("GET", place, **auth)
    for body in WRONG:
        for path in ("/capture", "/events"):
            client.ask("POST", path, body, show=f"{path} {body.decode()}", **headers)
    client.ask("POST", "/capture", b"{}", Content_Type="application/ld+json")
    client.ask("POST", "/capture", b"{}", **auth, Content_Type="text/plain")


def questions(client, auth):
    """Every route with every method, and `GET /events` with what it can be asked and what it can't."""
    for path in ("/capture", "/capture/nix", "/events", "/events/nix", "/", "/nix", "/enroll"):
        for method in ("GET", "OPTIONS", "DELETE"):
            client.ask(method, path, **auth)
    client.ask("GET", "/events")
    client.ask("GET", "/events", Authorization="Bearer nix")
    for query in QUERIES:
        answer, _ = client.ask("GET", f"/events?{query}", **auth)
        if following := re.search("<(/events[^>]+)>", answer.getheader("link") or ""):
            client.ask("GET", following[1], **auth)
    client.ask("GET", "/events?perPage=1", **auth, Accept="application/xml")


def public_pages(world, client, quick):
    """What a person sees who scans a label, in both languages and as JSON, and who types an address that is none."""
    for row in world.json("lots")[:: 20 if quick else 4]:
        detail = json.loads(world.run("--data", "data", "lot", row["lot"], "--json")[1])
        path = re.sub(r"^https?://[^/]+", "", detail["link"])
        for page in (path, f"/{detail['short_code']}", f"/{detail['short_code'].lower()}"):
            for language in ("", "?lang=vi", "?lang=en", "?lang=xx"):
                client.ask("GET", page + language)
            client.ask("GET", page, Accept="application/json", Accept_Language="en")
    for path in ("/01/09520123456788/10/KHONG-CO", "/01/09520123456789", "/01/09520123456788", "/01/09520123456788/10/L1", "/assets/nix", "/%00",
                 "/?code=nix", "/AAAA-AAAA"):
        for more in ({}, {"Accept": "application/json"}, {"Accept_Language": "en"}):
            client.ask("GET", path, **more)
    for asset in re.findall(r'="(/assets/[^"]+)"', client.ask("GET", "/?lang=en")[1]):
        client.ask("GET", asset)
