"""What tests share: project folders to play in, one built site, a server for it, a browser.

Tests run side by side in several processes (`make test`). The site and its server are made once for all of them: the
process that started the others serves, whichever needs the site first builds it.
"""

import contextlib
import fcntl
import functools
import http.server
import os
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# A process of tests for each core, and builds beside them: threads of linear algebra would only wait for each other.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

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
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, timeout=600, check=False)

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


def _lay_out(root, studies, environment, *, guide=True):
    """A project of the studies. Without the author's `guide` it is for previews, which take half the time then: what leads there leads nowhere."""
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
    if not guide:
        with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write("\nexclude_docs: |\n  /write/\n  /verification/\n")
    return Project(root, environment)


@pytest.fixture(scope="session")
def read_tree():
    return tree


@pytest.fixture(scope="session")
def lay_out():
    return _lay_out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    # Several browsers at once ask for many files each; one that finds no room waits longer each time it tries.
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A browser that hangs up early is no news."""


@contextlib.contextmanager
def _serving():
    """Serve a folder that may come to be later, on the loopback alone: its path and its address."""
    with tempfile.TemporaryDirectory(prefix="balance-of-terror-") as base:
        folder = Path(base).resolve() / "project" / "site"
        server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield str(folder), f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        server.server_close()
        thread.join(10)


SERVED = pytest.StashKey[tuple[str, str]]()
UNTIL_THE_END = pytest.StashKey[contextlib.ExitStack]()


def pytest_configure(config):
    """A worker is told where the site is; only the process that started it, or runs alone, serves."""
    if config.getoption("write_goldens") and os.environ.get("CI"):
        raise pytest.UsageError("goldens are never written in CI: write them where somebody reads them")
    if hasattr(config, "workerinput"):
        config.stash[SERVED] = tuple(config.workerinput["served"])
    else:
        config.stash[UNTIL_THE_END] = contextlib.ExitStack()
        config.stash[SERVED] = config.stash[UNTIL_THE_END].enter_context(_serving())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """xdist asks before it starts a worker."""
    node.workerinput["served"] = node.config.stash[SERVED]


def pytest_unconfigure(config):
    if UNTIL_THE_END in config.stash:
        config.stash[UNTIL_THE_END].close()


@pytest.fixture(scope="session")
def web(pytestconfig):
    """(folder, address): whatever lies in the folder is served at the address."""
    folder, address = pytestconfig.stash[SERVED]
    return Path(folder), address


@pytest.fixture(scope="session", autouse=True)
def one_address(web):
    """Builds in this process stand at the address of those in others: citations say it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", web[1])
        yield


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
    root = web[0].parent
    project, ready = Project(root, environment), root.with_name("ready")
    # The first process to come builds; the others wait for it. A build that failed is tried, and fails, again.
    with root.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(root, ignore_errors=True)
            _lay_out(root, sorted(STUDIES.glob("*.yml")), environment)
            done = project.mkdocs("build", "--strict")
            assert done.returncode == 0, done.stdout + done.stderr
            ready.touch()
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
def make_project(tmp_path, built):
    """A function that lays out a project of the named studies, with a warm cache."""

    def make(name, *slugs, guide=True):
        made = _lay_out(tmp_path / name, [STUDIES / f"{slug}.yml" for slug in slugs], built.environment, guide=guide)
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
def axe():
    """A function: what axe-core finds on the page that a browser shows. Without axe: a skip, or a failure if BOT_REQUIRE_TOOLS=1."""
    from .axe import CORE, violations

    if not CORE.is_file():
        reason = "no axe-core in .cache/tools; `bash .ci/tools` gets it"
        if os.environ.get("BOT_REQUIRE_TOOLS") == "1":
            pytest.fail(f"{reason}, and BOT_REQUIRE_TOOLS=1 asks for it")
        pytest.skip(reason)
    return functools.partial(violations, core=CORE.read_text(encoding="utf-8"))


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
