"""The door in a real browser: the network is cut, scans go on, and all of them arrive when it is back."""

from uuid import uuid4

import pytest
import segno
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import CheckIn
from grappe.apps.forum.queries.attendance import attendance_of
from tests.e2e.conftest import QUIET, find_chromium
from tests.e2e.inspection import faults_of
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_profile, make_registration, make_slot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]
READY = "html[data-check-in=ready]"


@pytest.fixture
def edition():
    edition = make_edition(slug="forum-2027")
    make_category(edition, name_en="Member of a cluster", name_fr="Adhérent")
    return edition


@pytest.fixture
def host(edition, sign_in):
    user = make_user()
    appoint(user=user, edition=edition, duty=Duty.ORGANISER, by=None)
    sign_in(user)
    return user


@pytest.fixture
def door(live_server, context, host):
    """The page of the door, with its list and its worker in place."""

    def open_door():
        page = context.new_page()
        page.goto(f"{live_server.url}/en/office/forum/forum-2027/check-in/")
        page.wait_for_selector(READY, state="attached")
        return page

    return open_door


def scan(page, code):
    page.fill("[name=code]", code)
    page.press("[name=code]", "Enter")


def says(page, text):
    expect(page.locator("#check-in-answer")).to_contain_text(text)


def waits(page, number):
    expect(page.locator("#check-in-state")).to_have_attribute("data-waiting", str(number), timeout=20_000)


def test_without_a_network_people_are_let_in_and_nothing_is_lost(door, context, edition):
    ada = make_registration(edition, full_name="Ada Byron", organisation_name="Engines")
    gone = make_registration(edition, full_name="Charles B", state="cancelled")
    page = door()
    expect(page.locator("#check-in-list")).to_have_attribute("data-people", "2")
    context.set_offline(True)
    scan(page, ada.code)
    says(page, "Let in Ada Byron · Engines · Member of a cluster")
    scan(page, ada.code)
    says(page, "In already Ada Byron")
    scan(page, gone.code)
    says(page, "Not let in Charles B")
    says(page, "The registration is cancelled")
    scan(page, "a worn badge")
    says(page, "Kept Not on this device's list")
    waits(page, 4)
    assert CheckIn.objects.count() == 0
    # The phone restarts without a network: the page and what it holds are still there.
    page.reload()
    expect(page.locator("#check-in-state")).to_contain_text("Off line", timeout=20_000)
    waits(page, 4)
    scan(page, ada.code)
    says(page, "In already Ada Byron")
    context.set_offline(False)
    waits(page, 0)
    assert CheckIn.objects.count() == 5
    assert set(CheckIn.objects.values_list("registration__full_name", flat=True)) == {"Ada Byron", "Charles B", None}
    figures = attendance_of(edition)
    assert (figures["come"], figures["unknown"]) == (1, 1)


def test_on_line_the_server_has_the_last_word(door, context, edition):
    page = door()
    late = make_registration(edition, full_name="Registered Later")
    scan(page, late.code)
    says(page, "Let in Registered Later")
    waits(page, 0)
    scan(page, str(late.pk))
    says(page, "In already Registered Later · Member of a cluster · since")


def test_a_lost_phone_tells_nobodys_name(door, edition):
    make_registration(edition, full_name="Ada Byron", organisation_name="Engines", email="ada@engines.example")
    page = door()
    held = page.evaluate(
        """async () => {
        const database = await new Promise((resolve) => {
            const asked = indexedDB.open("grappe check-in forum-2027");
            asked.onsuccess = () => resolve(asked.result);
        });
        const stores = [...database.objectStoreNames];
        const rows = stores.map((store) => new Promise((resolve) => {
            const asked = database.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => resolve(asked.result);
        }));
        const pages = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) pages.push(await (await cache.match(request)).text());
        }
        return JSON.stringify(await Promise.all(rows)) + pages.join();
    }"""
    )
    assert not [word for word in ("Ada", "Byron", "Engines", "ada@") if word in held]
    page.click("#check-in-forget")
    expect(page.locator("#check-in-list")).to_have_attribute("data-people", "0")


WIDTH, HEIGHT, MODULE = 640, 480, 9


def film_of(code, path):
    """What a camera sees of a badge: the QR code of the badges on grey, one picture for ever."""
    matrix = [[bool(dark) for dark in row] for row in segno.make(code, error="q", micro=False).matrix]
    side = len(matrix) * MODULE
    left, top = (WIDTH - side) // 2, (HEIGHT - side) // 2
    quiet = 4 * MODULE

    def brightness(x, y):
        column, row = x - left, y - top
        if 0 <= column < side and 0 <= row < side:
            return 30 if matrix[row // MODULE][column // MODULE] else 210
        return 210 if -quiet <= column < side + quiet and -quiet <= row < side + quiet else 120

    picture = bytes(brightness(x, y) for y in range(HEIGHT) for x in range(WIDTH))
    colour = bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 C420jpeg\n".encode() + b"FRAME\n" + picture + colour)
    return path


def test_the_camera_reads_a_badge_also_without_a_network(live_server, browser, context, edition, host, tmp_path):
    """No desktop browser reads codes by itself: our own reader does it, on the device."""
    person = make_registration(edition, full_name="Ada Byron", organisation_name="Engines")
    film = film_of(person.code, tmp_path / "badge.y4m")
    shown = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    camera = browser.browser_type.launch(executable_path=find_chromium(), args=[*QUIET, *shown])
    phone = camera.new_context(permissions=["camera"], viewport={"width": 390, "height": 844})
    phone.add_cookies(context.cookies())
    page = phone.new_page()
    page.goto(f"{live_server.url}/en/office/forum/forum-2027/check-in/")
    page.wait_for_selector(READY, state="attached")
    phone.set_offline(True)
    page.get_by_role("button", name="Scan with the camera").click()
    says(page, "Let in Ada Byron · Engines · Member of a cluster")
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("#check-in-video")).to_be_hidden()
    phone.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    waits(page, 0)
    assert set(CheckIn.objects.values_list("registration__full_name", flat=True)) == {"Ada Byron"}
    camera.close()


def test_without_a_script_the_form_does_the_same(live_server, browser, context, edition, host):
    person = make_registration(edition, full_name="Ada Byron")
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"{live_server.url}/en/office/forum/forum-2027/check-in/")
    page.fill("[name=code]", person.code)
    page.click("button:has-text('Check in')")
    says(page, "Let in Ada Byron")
    plain.close()


PAGES = ("door", "desk", "walk_in", "unknown_scans", "events", "badges")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_day_stand_every_inspection(live_server, context, edition, host, language):
    make_slot(edition, 0)
    delegate = make_profile(edition).delegates.get().registration
    CheckIn.objects.create(
        edition=edition, scanned="worn", client="phone", client_event=uuid4(), client_at=timezone.now()
    )
    start = f"{live_server.url}/{language}"
    found = {}
    for name in PAGES:
        path = reverse(f"office:day_{name}", args=[edition.slug])
        found[name] = faults_of(context, start + path[3:])
    found["search"] = faults_of(context, f"{start}/office/forum/{edition.slug}/desk/?q=person")
    found["person"] = faults_of(context, f"{start}/office/forum/{edition.slug}/desk/{delegate.pk}/")
    assert {name: faults for name, faults in found.items() if faults} == {}
