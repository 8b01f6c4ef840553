"""A guesser in a process of its own: run as a script by the lockout test, it prints what each guess was answered."""

import json
import os
import sys


def main() -> None:
    import django

    django.setup()
    from django.test import Client

    email, first_ip, guesses = sys.argv[1], sys.argv[2], int(sys.argv[3])
    answers = []
    for number in range(guesses):
        client = Client(REMOTE_ADDR=f"{first_ip}.{number + 1}")
        page = client.post("/en/account/login/", {"login": email, "password": f"wrong guess {os.getpid()} {number}"})
        text = page.content.decode()
        answers.append("locked" if "Too many failed" in text else "checked" if "not correct" in text else text)
    print(json.dumps(answers))  # noqa: T201  # read by the test


if __name__ == "__main__":
    main()
