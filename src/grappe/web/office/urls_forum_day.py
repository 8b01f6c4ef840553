"""The days of the Forum: the door, the desk, the badges."""

from django.urls import URLPattern, path

from grappe.web.office.views import badges, check_in, desk, forum_day

HERE = "forum/<slug:slug>/"
day_pages: list[URLPattern] = [
    path(f"{HERE}check-in/", check_in.check_in, name="day_door"),
    path(f"{HERE}check-in/worker.js", check_in.worker, name="day_door_worker"),
    path(f"{HERE}check-in/list.json", check_in.expected_list, name="day_door_list"),
    path(f"{HERE}check-in/figures.json", check_in.figures, name="day_door_figures"),
    path(f"{HERE}desk/", desk.desk, name="day_desk"),
    path(f"{HERE}desk/walk-in/", desk.walk_in, name="day_walk_in"),
    path(f"{HERE}desk/codes/", desk.unknown_codes, name="day_unknown_scans"),
    path(f"{HERE}desk/<int:pk>/", desk.desk_person, name="day_person"),
    path(f"{HERE}desk/<int:pk>/check-in/", desk.check_in_person, name="day_check_in"),
    path(f"{HERE}desk/<int:pk>/badge.pdf", badges.badge, name="day_badge"),
    path(f"{HERE}desk/<int:pk>/<slug:what>/", forum_day.record, name="day_record"),
    path(f"{HERE}day/", forum_day.day, name="day_events"),
    path(f"{HERE}badges/", badges.badges, name="day_badges"),
    path(f"{HERE}badges/<int:pk>/", badges.badge_run, name="day_badge_run"),
    path(f"{HERE}badges/<int:pk>/<int:number>.pdf", badges.badge_file, name="day_badge_file"),
]
