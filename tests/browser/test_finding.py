"""Finding studies: the search, the filters, and cases side by side."""

import pytest

pytestmark = pytest.mark.browser


class TestSearch:
    def test_a_study_is_found_by_a_word_of_its_title(self, visit, base):
        window = visit(base)
        page = window.go("index.html")
        page.locator(".md-search__input").click()
        page.keyboard.type("islands")
        link = page.locator(".md-search-result__item a", has_text="Two islands").first
        link.wait_for()
        assert "studies/alone/index.html" in link.get_attribute("href")
        window.quiet()

    def test_the_index_is_fetched_when_a_reader_turns_to_the_search_and_not_before(self, visit, web, built_site):
        window = visit(web[1])
        asked = []
        window.page.on("request", lambda request: asked.append(request.url))
        page = window.go("index.html")
        page.wait_for_load_state("networkidle")
        assert any("/workers/search" in url for url in asked)
        assert not any("search_index" in url for url in asked)
        with page.expect_request("**/search/search_index.json"):
            page.locator(".md-search__input").focus()
        window.quiet()


class TestAllStudies:
    def test_filters_narrow_the_line_the_cards_and_the_address_and_can_be_taken_back(self, visit, folder):
        window = visit(folder)
        page = window.go("index.html?era=before-1945")
        shown = "[...document.querySelectorAll('.bt-card, .bt-span')].filter(item => getComputedStyle(item).visibility === 'visible' && item.offsetHeight).map(item => item.dataset.study)"
        status = page.locator(".bt-filters [role=status]")
        assert page.evaluate(shown) == ["alone", "alone"]
        assert status.text_content() == "1 of 3 studies"
        page.locator("button[value='cold-war']").focus()
        page.keyboard.press("Enter")
        assert (status.text_content(), page.url.partition("?")[2]) == ("3 of 3 studies", "era=before-1945,cold-war")
        page.locator("button[value='cold-war']").click()
        verdict = page.evaluate("document.querySelector(\".bt-card:not([data-study='alone'])\").dataset.verdict")
        if verdict != page.evaluate("document.querySelector(\".bt-card[data-study='alone']\").dataset.verdict"):
            page.locator(f"button[value='{verdict}']").click()
            assert page.locator(".bt-none").is_visible()
            page.locator(".bt-none button").click()
        else:
            page.locator(".bt-filters [data-reset]").click()
        assert (status.text_content(), page.url.partition("?")[2]) == ("All 3 studies", "")
        assert not page.locator(".bt-none").is_visible()
        window.quiet()

    def test_chosen_cases_stand_side_by_side_and_in_the_address(self, visit, folder):
        window = visit(folder)
        page = window.go("compare/index.html?with=pair,rivals,nobody")
        page.wait_for_selector(".bt-compare-body[data-shown='2'] .bt-scale")
        assert page.locator(".bt-beside h3").all_text_contents()[0].startswith("Two navies & a silo field")
        # One scale: equal numbers stand at equal places, larger ones further right.
        dots = page.evaluate(
            "[...document.querySelectorAll('.bt-scale')].map(scale => [...scale.querySelectorAll('.bt-track b')].map(dot => parseFloat(dot.style.left)))"
        )
        assert all(0 <= at <= 100 for row in dots for at in row)
        page.locator("tbody[data-study='pair'] .bt-fold").click()
        page.locator("input[value='pair:generated']").check()
        page.wait_for_selector(".bt-compare-body[data-shown='3']")
        assert page.url.partition("?with=")[2] == "pair,rivals,pair:generated"
        assert page.locator(".bt-compare-body caption").count() == 1
        first = "document.querySelector('.bt-matrix tbody').dataset.study"
        page.locator("th[data-sort] button").nth(2).click()
        page.locator("th[data-sort] button").nth(2).click()
        assert (page.evaluate(first), page.locator("th[aria-sort]").get_attribute("aria-sort")) == (
            "pair",
            "descending",
        )
        page.locator(".bt-tray [data-do='clear']").click()
        assert not page.locator(".bt-compare").is_visible()
        assert "?" not in page.url
        window.quiet()

    def test_without_scripts_there_are_no_dead_controls_and_every_row_is_there(self, visit, folder):
        window = visit(folder, java_script_enabled=False)
        for uri in ("index.html", "studies/index.html", "compare/index.html"):
            page = window.go(uri)
            assert page.locator("article button:visible, article input:visible").count() == 0
        assert page.locator(".bt-scenario:visible").count() == page.locator(".bt-scenario").count() > 0
