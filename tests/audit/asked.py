"""Programs that judge pages: the Nu HTML checker and Lighthouse."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from browsing import executable

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parents[1] / ".cache" / "tools" / "audit" / "node_modules"
"""Where `.ci/tools audit` puts them."""
KNOWN = HERE / "nu-known.txt"
"""What the host itself writes that is not valid HTML, each with its reason."""
LEAST = 95
"""The least score in every category of Lighthouse."""


def nu(pages: Sequence[str], site: Path) -> Iterator[str]:
    """What is not valid HTML, by page. What `nu-known.txt` explains is left out."""
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [_tool("java"), "-Xss4m", "-jar", str(jar), "--format", "json", "--filterfile", str(KNOWN), *pages]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    for message in messages:
        uri = message.get("url", "").removeprefix(site.resolve().as_uri() + "/").removeprefix(f"file:{site.resolve()}/")
        yield f"{uri}:{message.get('lastLine', '')}: {message['type']}: {message['message']} {message.get('extract', '')!r}"


READERS = {"phone": (), "desktop": ("--preset=desktop",)}
"""What Lighthouse plays: a slow phone, unless told otherwise."""


RUNS = 5
"""How often Lighthouse is asked about one page: its makers advise the median of five, for machine and browser have their moods."""


def lighthouse(uri: str, reader: str, address: str, folder: Path) -> dict[str, list[int]]:
    """Category -> scores of 100 in rising order, for one page and one of `READERS`."""
    told = folder / f"{reader}-{uri.replace('/', '-')}.json"
    command = [
        _tool("node"),
        str(TOOLS / "lighthouse" / "cli" / "index.js"),
        address + uri,
        "--quiet",
        "--output=json",
        f"--output-path={told}",
        *READERS[reader],
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    scores: dict[str, list[int]] = {}
    for _ in range(RUNS):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": executable()}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"Lighthouse ended with {done.returncode} on {uri}:\n{done.stderr.strip()}")
        for name, found in json.loads(told.read_text(encoding="utf-8"))["categories"].items():
            scores.setdefault(name, []).append(round(100 * (found["score"] or 0)))
    return {name: sorted(found) for name, found in scores.items()}


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"no {name} on this machine")
    return found
