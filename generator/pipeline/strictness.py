"""The last step of a build: the written site is held to its rules, and every page gets the content security policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE
from generator.strict.audit import faults
from generator.strict.host import mended
from generator.strict.page import Facts, facts
from generator.strict.policy import policy, server_settings, with_policy, without_policy


def hold_to_rules(site: Path, address: str, cache: Cache) -> tuple[str, ...]:
    """Write the policy into every page of a built site and as settings for servers; return what breaks the rules.

    `address` is where the site will stand. A page is read anew only if it changed since it was read last.
    """
    reader = digest_of_files(PACKAGE, [PACKAGE / "strict" / "page.py"])
    texts = {path: mended(without_policy(path.read_text(encoding="utf-8"))) for path in _pages(site)}
    read = {path: _facts(text, reader, cache) for path, text in texts.items()}
    rules = policy(script for found in read.values() for script in found.scripts)
    for path, text in texts.items():
        path.write_text(with_policy(text, rules), encoding="utf-8", newline="\n")
    for name, text in server_settings(rules).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return faults({path.relative_to(site).as_posix(): found for path, found in read.items()}, files, address)


def _pages(site: Path) -> Iterator[Path]:
    yield from sorted(path for path in site.rglob("*.html") if path.is_file())


def _facts(text: str, reader: str, cache: Cache) -> Facts:
    key = digest(reader, text)
    raw = cache.get("html", key)
    if raw is None:
        raw = json.dumps(asdict(facts(text))).encode()
        cache.put("html", key, raw)
    return Facts(**json.loads(raw))
