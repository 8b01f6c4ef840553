from grappe.apps.demonstration import people
from grappe.cli.demo import show_sign_ins


def test_every_sign_in_is_told_the_two_of_the_tour_first(capsys):
    show_sign_ins("http://127.0.0.1:8000/", "a-password", 3.0)
    shown = capsys.readouterr().out
    places = [shown.index(email) for email in (people.OFFICER, people.PROGRAMME, people.MEMBER, people.EXPERT)]
    assert places == sorted(places)
    assert all(email in shown for email in people.NAMES)
    assert shown.count("a-password") == 2
