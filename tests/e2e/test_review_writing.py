"""Writing a review in a real browser: what proposals promise of their texts holds for reviews too."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from grappe.apps.reviews.models import Review
from tests.review_rows import make_expert, make_panel, make_reading, make_received

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile("^Saved")
KEPT = re.compile("your text is kept on this computer")


def test_a_dropped_line_a_closed_tab_and_a_second_window_lose_no_review(live_server, browser):
    panel = make_panel()
    expert = make_expert(panel)
    reading = make_reading(panel, make_received(panel.round), expert)
    client, context = Client(), browser.new_context()
    client.force_login(expert)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page, address = context.new_page(), f"{live_server.url}/en/workspace/reviews/{reading.pk}/"

    def strengths(of):
        return of.get_by_label("strengths", exact=False).first

    def kept():
        return Review.objects.get(reading=reading).strengths

    page.goto(address)
    strengths(page).fill("Clear")
    expect(page.get_by_text(SAVED)).to_be_visible()
    context.set_offline(True)
    strengths(page).fill("Clear, and offline")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(strengths(page)).to_have_value("Clear, and offline")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert kept() == "Clear, and offline"

    other = context.new_page()
    other.goto(address)
    strengths(other).fill("From another window")
    expect(other.get_by_text(SAVED)).to_be_visible()
    strengths(page).fill("Written at the same time")
    expect(page.get_by_text("saved from another window")).to_be_visible()
    assert kept() == "From another window"
    page.reload()
    expect(strengths(page)).to_have_value("From another window")
    page.get_by_role("button", name="Put the text of this computer back").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert kept() == "Written at the same time"
    context.close()
