"""The `kg` command: verbs that parse, hand over and print.

Data goes to stdout, messages and progress to stderr. Exit codes: 0 done, 1 done in part or found
wanting, 2 not understood.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Final

import click

from kg.errors import KgError

DONE: Final = 0
IN_PART: Final = 1
NOT_UNDERSTOOD: Final = 2

# Verbs are imported when called, so that `kg --help` need not wait for what it does not use.
VERBS: Final = {
    "build": ("kg.cli.writing", "Read files and folders into a graph."),
    "extract": ("kg.cli.writing", "Print who says what in files, without building a graph."),
    "relate": ("kg.cli.writing", "Judge pairs of claims from a JSON Lines file."),
    "judge": ("kg.cli.writing", "Record a correction that every later build keeps."),
    "query": ("kg.cli.asking", "Ask the graph: a named question, a file, or SPARQL."),
    "export": ("kg.cli.asking", "Write the graph in a format of your tools."),
    "validate": ("kg.cli.asking", "Check the graph against its SHACL shapes."),
    "explore": ("kg.cli.asking", "Open the explorer in the browser."),
    "serve": ("kg.cli.asking", "Serve the graph as a read-only SPARQL endpoint."),
    "evaluate": ("kg.cli.measuring", "Measure against gold data."),
    "train": ("kg.cli.training", "Train the reader's weights anew from gold data."),
}


class Verbs(click.Group):
    """A group that knows its verbs by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order of work, not of the alphabet."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command; None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        module, _ = VERBS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, summary) for verb, (_, summary) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Turn our own errors into one line on stderr and exit code 2."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(NOT_UNDERSTOOD)
        except BrokenPipeError:
            # the reader of our stdout (`head`, say) has gone: nothing is wrong
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
            ctx.exit(DONE)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="discourse-kg", prog_name="kg")
def main() -> None:
    """Turn articles and posts into an RDF graph of who said what.

    \b
    Start here:
      kg build articles/          read a folder into graph/
      kg query                    list the questions you can ask
      kg query contested-claims   ask one
      kg explore                  browse it

    Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 done in part or found wanting,
    2 not understood. `kg VERB --help` shows examples.
    """
