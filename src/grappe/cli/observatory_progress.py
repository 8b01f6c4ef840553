"""Progress of the observatory's pipelines: the stage, how far it is, how fast, and the time left."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from grappe.analytics.pipelines import Report, Step


@contextmanager
def shown_stages(console: Console | None = None) -> Iterator["Report"]:
    """Show one bar a stage; each finished stage stays with its rate, or says that an earlier run had done it."""
    held = console or Console(stderr=True)
    columns = [
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    ]  # fmt: skip
    with Progress(*columns, console=held, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(step: "Step") -> None:
            if step.kept:
                held.print(f"{step.stage}: kept from an earlier run")
                return
            if step.stage not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, visible=False)
                tasks[step.stage] = bar.add_task(step.stage, total=1.0 if step.share is not None else None)
            task = tasks[step.stage]
            bar.update(task, completed=step.share or 0.0)
            if step.rows:
                seconds = bar.tasks[bar.task_ids.index(task)].elapsed or 0.0
                rate = f", {step.rows / seconds:,.0f} cells/s" if seconds else ""
                held.print(f"{step.stage}: {step.rows:,} cells in {seconds:.1f} s{rate}")

        yield tell
