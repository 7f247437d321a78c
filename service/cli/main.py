"""The `dondoc` command: its table of contents."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from service.cli import (
    access,
    ask,
    audit,
    backup,
    documents,
    downgrade,
    erase,
    feeds,
    language,
    move,
    related,
    report,
    results,
    review,
    server,
    start_link,
    task,
    tasks,
    units,
    users,
)

EXTENSION_GROUP = "dondoc.commands"
"""Entry points that add commands from packages above this one (`eval`)."""

app = typer.Typer(
    name="dondoc",
    help="Đọc văn bản chỉ đạo, trả lời có trích dẫn, theo dõi nhiệm vụ, soạn báo cáo thực hiện.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("serve")(server.serve)
app.command("worker")(server.worker)
app.command("mcp")(server.mcp)
app.command("ingest")(documents.ingest)
app.command("list")(documents.list_documents)
app.command("show")(documents.show)
app.command("related")(related.related)
app.command("reread")(documents.reread)
app.command("tasks")(tasks.tasks)
app.add_typer(task.commands, name="task")
app.add_typer(feeds.commands, name="feeds")
app.command("ask")(ask.ask)
app.command("report")(report.report)
app.command("duties")(report.duties)
app.add_typer(review.review, name="review")
app.add_typer(results.results, name="results")
app.command("check-format")(report.check_format)
app.command("restore")(language.restore)
app.command("deadline")(language.deadline)
app.command("start-link")(start_link.start_link)
app.command("downgrade")(downgrade.downgrade)
app.command("erase")(erase.erase)
app.command("retention")(erase.retention)
app.command("doctor")(server.doctor)
app.add_typer(users.users, name="users")
app.add_typer(units.units, name="units")
app.command("access")(access.access)
app.command("audit")(audit.audit)
app.command("backup")(backup.backup)
app.command("restore-backup")(backup.restore_backup)
app.command("move-data")(move.move_data)


@app.callback()
def choose_settings(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option("--data-dir", help="Thư mục dữ liệu (DONDOC_DATA_DIR).")] = None,
) -> None:
    """Đọc văn bản chỉ đạo, trả lời có trích dẫn, theo dõi nhiệm vụ, soạn báo cáo thực hiện."""
    context.obj = {} if data_dir is None else {"data_dir": data_dir}


def main() -> None:
    """Runs the command named on the command line."""
    for extension in entry_points(group=EXTENSION_GROUP):
        app.command(extension.name)(extension.load())
    app()


if __name__ == "__main__":
    main()
