"""What tests in a browser share: the two ways a site is opened, and windows that are closed afterwards."""

import pytest

from .window import Visits


@pytest.fixture
def folder(built_site):
    """The stricter of the two ways a site is opened, and the quicker one."""
    return f"{built_site.as_uri()}/"


@pytest.fixture(params=["file", "http"])
def base(request, folder, built_site, web):
    """Both ways, where they could differ: what is fetched, and when scripts start."""
    return folder if request.param == "file" else web[1]


@pytest.fixture
def visit(browser):
    """Opens windows, which are closed afterwards. A test whose window stalled is run once more."""
    visits = Visits(browser)
    yield visits
    visits.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a test once more that failed in a window which had stalled: that is the browser's fault and no finding of ours."""
    visits = pyfuncitem.funcargs.get("visit")
    if not hasattr(visits, "stalled"):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    try:
        pyfuncitem.obj(**arguments)
    except Exception as error:
        if not visits.stalled():
            raise
        print(f"A window stalled ({error}); once more.")
        visits.close()
        pyfuncitem.obj(**arguments)
    return True
