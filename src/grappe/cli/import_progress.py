"""A progress bar for one file: what is being done, how fast, and how long it will still take."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from grappe.apps.imports.domain.progress import Progress as Step

# What each phase weighs in the whole, as measured on the registers.
SHARES = {"reading": (0.0, 0.3), "writing": (0.3, 0.6), "indexing": (0.9, 0.1)}
WORDS = {"reading": "reading", "writing": "writing", "indexing": "building indexes"}


class Teller(Protocol):
    """Takes the steps of a run."""

    def __call__(self, step: "Step", /) -> None: ...


class RateColumn(ProgressColumn):
    """Rows a second over the whole file so far."""

    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0.0
        rows = task.fields.get("rows", 0)
        return Text(
            f"{rows / seconds:,.0f} rows/s" if seconds > 0 and rows else "- rows/s", style="progress.data.speed"
        )


@contextmanager
def shown_progress(console: Console, name: str) -> Iterator[Teller]:
    """Show a bar while a file is imported."""
    columns = [
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), RateColumn(),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    ]  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(name, total=1.0, rows=0)

        def tell(step: "Step") -> None:
            start, share = SHARES[step.phase]
            held = bar.tasks[0]
            completed = max(held.completed, start + share * step.fraction)
            rows = max(held.fields["rows"], step.rows)
            bar.update(task, completed=completed, rows=rows, description=f"{name}: {WORDS[step.phase]}")

        yield tell
