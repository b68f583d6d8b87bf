# --- tests/test_pages.py
import time

from playwright.sync_api import Page


def test_table(page: Page) -> None:
    page.goto("http://localhost:8000/admin")
    time.sleep(2)  # expect: TST016 "sleeps 2 s" "`expect(locator).to_be_visible()`"
    assert page.locator("table").count() == 1
