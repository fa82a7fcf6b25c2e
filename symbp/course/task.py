"""What one submission's judging needs, as it goes from process to process, and the result that comes back."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ..claims.data import SCHEMA, VERSION, Record, dumped


@dataclass(frozen=True)
class Task:
    """A submission with the files it is judged by: contents, not places, so that any machine can do it."""

    id: str
    content: bytes
    network_name: str
    network: bytes
    scheme: bytes = b""
    language: str = "en"
    release: str = ""
    conventions: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the result depends on."""
        made = hashlib.sha256()
        chosen = (word for pair in self.conventions for word in pair)
        words = (self.id, self.network_name, self.language, self.release, str(VERSION), *chosen)
        for part in (*(word.encode("utf-8", "backslashreplace") for word in words), self.network, self.scheme):
            made.update(len(part).to_bytes(8) + part)
        made.update(self.content)
        return made.hexdigest()

    def line(self) -> bytes:
        """The task as one line."""
        packed = {key: base64.b64encode(value).decode() for key, value in self.parts().items()}
        words = {"id": self.id, "network_name": self.network_name, "language": self.language, "release": self.release}
        return json.dumps({**words, **packed, "conventions": self.conventions}).encode() + b"\n"

    def parts(self) -> dict[str, bytes]:
        """The contents of files."""
        return {"content": self.content, "network": self.network, "scheme": self.scheme}


def read_task(line: bytes) -> Task:
    """The task of a line."""
    data: dict[str, Any] = json.loads(line)
    for key in ("content", "network", "scheme"):
        data[key] = base64.b64decode(data[key])
    data["conventions"] = tuple((str(name), str(choice)) for name, choice in data["conventions"])
    return Task(**data)


def failed(task: Task, reason: str) -> str:
    """The result of a submission that could not be judged: it says why."""
    made: Record = {
        "schema": SCHEMA,
        "version": VERSION,
        "network": task.network_name.removesuffix(".toml"),
        "file": task.id,
        "verdict": "unreadable",
        "code": 2,
        "counts": {},
        "conventions": [],
        "claims": [],
        "failure": reason,
        "fingerprint": task.fingerprint,
    }
    return dumped(made)
