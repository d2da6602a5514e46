"""Reads events.tfevents with TensorBoard's own reader, and writes what it found to read.json.

    python make_tensorboard.py

The file is what tests/train/loggers.test.ts writes: copy it here if the events of that test change.
"""

import json
from pathlib import Path

from tensorboard.backend.event_processing.event_file_loader import LegacyEventFileLoader

here = Path(__file__).parent


def describe(event):
    kind = event.WhichOneof("what")
    if kind == "file_version":
        return {"file_version": event.file_version}
    found = {"step": event.step, "wall_time": event.wall_time}
    if kind == "session_log":
        return {**found, "session": event.session_log.status}
    return {**found, "values": {value.tag: value.simple_value for value in event.summary.value}}


events = [describe(event) for event in LegacyEventFileLoader(str(here / "events.tfevents")).Load()]
(here / "read.json").write_text(json.dumps(events, indent=1) + "\n")
