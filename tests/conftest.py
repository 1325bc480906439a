"""What tests share: project folders to play in, one built site, a server for it, a browser."""

import contextlib
import functools
import http.server
import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
STUDIES = Path(__file__).resolve().parent / "studies"
# Any fixed moment will do; MkDocs writes it into the sitemap.
EPOCH = "1700000000"
# A link of a hand-written page to the page of one study: what leads to the folder of studies, and the study's name.
STUDY_LINK = re.compile(r"(?<=\]\()((?:\.\./)+studies/)([\w-]+)/index\.md(?:#[\w-]+)?(?=\))")


def pytest_addoption(parser):
    """Goldens are written on demand and read before they are kept, never on a machine that only checks."""
    parser.addoption(
        "--write-goldens", action="store_true", help="write what broken studies are told, to be read and committed"
    )


def pytest_configure(config):
    if config.getoption("write_goldens") and os.environ.get("CI"):
        raise pytest.UsageError("goldens are never written in CI: write them where somebody reads them")


@dataclass(frozen=True)
class Project:
    """A project folder of its own: mkdocs.yml, site_templates, studies, and the two commands."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def study(self, slug):
        return self.root / "studies" / f"{slug}.yml"

    def run(self, *command, **environment):
        """Run a command in the folder; never raises for a bad exit, so that tests can look at it."""
        env = {**os.environ, **self.environment, **environment}
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, timeout=240, check=False)

    def mkdocs(self, *arguments, **environment):
        return self.run(sys.executable, "-m", "mkdocs", *arguments, **environment)

    def studies(self, *arguments, **environment):
        return self.run(
            sys.executable, "-c", "from generator.cli import main; main(prog_name='studies')", *arguments, **environment
        )


def tree(folder):
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _lay_out(root, studies, environment):
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(REPO / "site_templates", root / "site_templates")
    shutil.copy(REPO / "mkdocs.yml", root)
    (root / "studies").mkdir()
    for path in studies:
        shutil.copy(path, root / "studies")
    # Hand-written pages lead to studies that a project of small studies does not have. There they lead to the list.
    for page in (root / "site_templates" / "pages").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(STUDY_LINK.sub(r"\1index.md", text), encoding="utf-8")
    return Project(root, environment)


@pytest.fixture(scope="session")
def read_tree():
    return tree


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A browser that hangs up early is no news."""


@pytest.fixture(scope="session")
def web(tmp_path_factory):
    """(folder, address): whatever lies in the folder is served at the address, on the loopback alone."""
    folder = tmp_path_factory.mktemp("served") / "project" / "site"
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture(scope="session")
def environment(web):
    """What every build runs under: a fixed date, the address of the test server, no advertisements."""
    return {
        "SOURCE_DATE_EPOCH": EPOCH,
        "SITE_URL": web[1],
        "EDIT_URI": "",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "1",
    }


@pytest.fixture(scope="session")
def built(web, environment):
    """The project of the small studies, built from nothing by `mkdocs build --strict`; never change it."""
    project = _lay_out(web[0].parent, sorted(STUDIES.glob("*.yml")), environment)
    done = project.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="session")
def built_site(built):
    """The folder of the built site."""
    return built.site


@pytest.fixture
def project(tmp_path, built):
    """A project folder to change at will; its cache is warm."""
    made = _lay_out(tmp_path / "project", sorted(STUDIES.glob("*.yml")), built.environment)
    shutil.copytree(built.root / ".cache", made.root / ".cache")
    return made


@pytest.fixture
def cold_project(tmp_path, environment):
    """A project folder with an empty cache."""
    return _lay_out(tmp_path / "cold", sorted(STUDIES.glob("*.yml")), environment)


@pytest.fixture
def make_project(tmp_path, built):
    """A function that lays out a project of the named studies, with a warm cache."""

    def make(name, *slugs):
        made = _lay_out(tmp_path / name, [STUDIES / f"{slug}.yml" for slug in slugs], built.environment)
        shutil.copytree(built.root / ".cache", made.root / ".cache")
        return made

    return make


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium on this machine. Without one: a skip, or a failure if BOT_REQUIRE_BROWSER=1."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "no chromium, chromium-browser or google-chrome on this machine"
        if os.environ.get("BOT_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{reason}, and BOT_REQUIRE_BROWSER=1 asks for one")
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    """A headless Chromium that talks to nobody of its own accord."""
    from playwright.sync_api import sync_playwright

    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield launched
        with contextlib.suppress(Exception):
            launched.close()
