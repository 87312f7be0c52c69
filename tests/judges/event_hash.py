"""The reference implementation of the CBV 2.0 event hash (epcis-event-hash-generator).
Usage: event_hash.py DOCUMENT.jsonld. Prints a JSON list of hashes, in the order of the events."""
import json
import sys

from epcis_event_hash_generator import hash_generator, json_to_py

with open(sys.argv[1], encoding="utf-8") as file:
    events = json_to_py.event_list_from_epcis_document_json(json.load(file))
prehashes = hash_generator.derive_prehashes_from_events(events, "")
print(json.dumps(hash_generator.calculate_hashes_from_pre_hashes(prehashes, "sha256")))
