"""What every page must stand: axe, no overflow, nothing on the console, one h1, its language."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Request

PHONE, DESK = 390, 1280
WIDTHS = (PHONE, DESK)
HEIGHT = 900
# Milliseconds between two looks at what is still awaited, and how many looks in a row must find nothing.
LOOK, QUIET_LOOKS = 25, 2
# Best practices go with the rules of WCAG: landmarks, one h1, order of headings.
AXE_OPTIONS = {"resultTypes": ["violations"]}


def faults_of(context: BrowserContext, address: str, *, status: int = 200, wait_for: str = "") -> list[str]:
    """Everything wrong with a page, on a phone in the dark and then, the window widened, on a desk in the light."""
    page = context.new_page()
    said, pending = listen(page)
    show(page, PHONE)
    answer = page.goto(address)
    if wait_for:
        page.wait_for_selector(wait_for, state="attached")
    faults = []
    for width in WIDTHS:
        show(page, width)
        settle(page, pending)
        faults += [f"{width}: {fault}" for fault in [*seen(page), *accessibility(page)]]
    faults += expected(said, status)
    if answer is None or answer.status != status:
        faults.append(f"answered {answer and answer.status}, not {status}")
    page.close()
    return faults


def show(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if width == PHONE else "light", reduced_motion="reduce")


def settle(page: Page, pending: set[Request]) -> None:
    """Wait until what the page asks for has come: the browser's own idea of it costs half a second each time."""
    page.wait_for_load_state("load")
    quiet = 0
    while quiet < QUIET_LOOKS:
        page.wait_for_timeout(LOOK)
        quiet = 0 if pending else quiet + 1


def listen(page: Page) -> tuple[list[str], set[Request]]:
    """What the console says from now on (errors of scripts, refusals of the security policy), and what is awaited."""
    said: list[str] = []
    pending: set[Request] = set()
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    # Playwright looks at the signature of what it calls, and a set's own methods show none.
    page.on("request", lambda request: pending.add(request))  # noqa: PLW0108
    for over in ("requestfinished", "requestfailed"):
        page.on(over, lambda request: pending.discard(request))  # noqa: PLW0108
    return said, pending


def expected(said: list[str], status: int) -> list[str]:
    """The browser reports the status of an error page itself: that one line is no fault."""
    return [text for text in said if not (status >= 400 and f"the server responded with a status of {status}" in text)]


def seen(page: Page) -> list[str]:
    faults = []
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if overflow > 0:
        faults.append(f"wider than the window by {overflow} px")
    if (headings := page.locator("h1").count()) != 1:
        faults.append(f"{headings} h1")
    language = page.url.split("/")[3][:2]
    if page.get_attribute("html", "lang") != language:
        faults.append(f"language is not {language}")
    if page.title().startswith("–") or not page.title():
        faults.append("no title")
    return faults


def accessibility(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE_OPTIONS)
    return [
        f"axe {violation['id']}: {node['html'][:160]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
