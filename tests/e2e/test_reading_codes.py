"""Our reader of QR codes against an encoder that is not ours."""

import pytest
import segno

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]
READ = """async (codes) => {
    const { textOf } = await import("/static/office/check_in/qr_words.js");
    return codes.map((rows) => textOf(rows.length, (x, y) => rows[y][x] === "1"));
}"""
LOOK = """async () => {
    const { readPicture } = await import("/static/office/check_in/qr_picture.js");
    const data = Uint8ClampedArray.from({ length: 160 * 120 * 4 }, (_none, i) => (i * i * 7919) % 251);
    return readPicture({ width: 160, height: 120, data });
}"""
TEXTS = ("27", "A 9:Z", "élan ü", "badge_-42", "0123456")
VERSIONS, LEVELS = range(1, 11), "LMQH"


def code_of(text, version, level, mask, wrong=0):
    """The rows of a code as text; ``wrong`` modules of its last columns are turned over."""
    made = segno.make(text, version=version, error=level, mask=mask, micro=False, boost_error=False)
    rows = [[bool(dark) for dark in row] for row in made.matrix]
    for step in range(wrong):
        rows[-1 - step][-1] = not rows[-1 - step][-1]
    return ["".join("01"[dark] for dark in row) for row in rows]


@pytest.fixture
def page(live_server, context):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    return page


def test_every_version_level_and_mask_is_read_also_with_some_modules_wrong(page):
    asked = [
        (TEXTS[(version + place) % len(TEXTS)], version, level, (version * 4 + place) % 8, wrong)
        for version in VERSIONS
        for place, level in enumerate(LEVELS)
        for wrong in (0, 3)
    ]
    read = page.evaluate(READ, [code_of(*one) for one in asked])
    assert read == [one[0] for one in asked]


def test_what_is_no_code_is_not_taken_for_one(page):
    spoiled = code_of("badge", 3, "L", 2)
    spoiled = [row if at % 3 else "10" * (len(row) // 2) + "1" for at, row in enumerate(spoiled)]
    assert page.evaluate(READ, [spoiled, ["1" * 22] * 22, ["1" * 61] * 61]) == [None, None, None]
    assert page.evaluate(LOOK) is None
