"""No page of the site complains, asks another host or runs what is not its own."""

import pytest

from .window import PAGES, STUDY

pytestmark = pytest.mark.browser


class TestQuiet:
    def test_no_page_complains_or_asks_another_host(self, visit, base):
        window = visit(base)
        for uri in PAGES:
            if window.go(uri).locator(".bt-figure").count():
                window.scroll()
        window.page.wait_for_timeout(200)
        window.quiet()

    def test_a_script_that_is_not_the_sites_own_never_runs(self, visit, base):
        window = visit(base)
        page = window.go(STUDY)
        page.evaluate(
            "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
            " document.body.append(script); const held = document.createElement('div');"
            " held.innerHTML = '<img src=x: onerror=\"window.ran = true\">'; document.body.append(held); setTimeout('window.ran = true'); }"
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert any("Content Security Policy" in text for text in window.complaints)

    def test_a_site_below_another_address_works_as_well(self, visit, built_site, tmp_path):
        # Copied to a folder with a space and an umlaut in its name.
        import shutil

        folder = tmp_path / "Müller 1"
        shutil.copytree(built_site, folder)
        window = visit(f"{folder.as_uri()}/")
        window.go(STUDY)
        window.scroll()
        window.quiet()
        assert window.page.evaluate("window.btViews()") > 0
