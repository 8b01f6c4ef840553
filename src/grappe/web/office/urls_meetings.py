"""The organiser's pages of the B2B meetings of one edition."""

from django.urls import URLPattern, path, register_converter

from grappe.web.office.views.meetings import figures, layout, moves, plans, preview


class Laid:
    """What is laid out: slots or tables."""

    regex = "slots|tables"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Laid, "laid")
AT = "forum/<slug:edition>/meetings/"
PLAN, MEETING = f"{AT}plans/<int:pk>/", f"{AT}<int:pk>/"
meetings: list[URLPattern] = [
    path(AT, plans.plans, name="meetings"),
    path(PLAN, plans.plan, name="meetings_plan"),
    path(f"{PLAN}grid/", preview.grid, name="meetings_grid"),
    path(f"{PLAN}participants/", preview.participants, name="meetings_participants"),
    path(f"{PLAN}left-out/", preview.left_out, name="meetings_left_out"),
    path(f"{PLAN}tables.pdf", plans.table_signs, name="meetings_signs"),
    path(f"{PLAN}publish/", plans.publish, name="meetings_publish"),
    path(f"{PLAN}stop/", plans.stop, name="meetings_stop"),
    path(f"{PLAN}drop/", plans.drop, name="meetings_drop"),
    path(MEETING, moves.meeting, name="meetings_meeting"),
    path(f"{MEETING}lock/", moves.lock, name="meetings_lock"),
    path(f"{MEETING}cancel/", moves.cancel, name="meetings_cancel"),
    path(f"{AT}layout/", layout.layout, name="meetings_layout"),
    path(f"{AT}layout/<laid:what>/add/", layout.add, name="meetings_add"),
    path(f"{AT}layout/<laid:what>/remove/", layout.remove, name="meetings_remove"),
    path(f"{AT}requests/", layout.requests, name="meetings_requests"),
    path(f"{AT}figures/", figures.figures, name="meetings_figures"),
    path(f"{AT}figures/map.json", figures.lines, name="meetings_map"),
]
