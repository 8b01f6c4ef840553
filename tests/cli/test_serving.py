"""What `grappe serve` starts: a worker for each queue, and none of our tasks in a queue that nobody works at."""

from procrastinate.contrib.django import app

from grappe.cli.serving import worker_command
from grappe.kernel.queues import LONG, SHORT


def test_every_task_of_ours_has_a_worker():
    app.perform_import_paths()
    queues = {name: task.queue for name, task in app.tasks.items() if task.func.__module__.startswith("grappe.")}
    assert set(queues.values()) == {SHORT, LONG}
    assert queues["observatory.compute_network"] == queues["imports.perform"] == LONG
    assert queues["funding.apply_silences"] == queues["calls.remind"] == SHORT


def test_a_worker_takes_the_jobs_of_its_queue_alone():
    for queue in (SHORT, LONG):
        command = worker_command(queue)
        assert command[command.index("--queues") + 1] == queue
