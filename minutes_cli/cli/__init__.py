"""Words on the command line → calls; errors → one line and an exit code."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from minutes_cli.cli.words import Speaker


def main() -> None:
    """The command `minutes`."""
    gc.set_threshold(100_000, 20, 20)  # loading makes many objects and no garbage: collecting then costs a tenth
    from minutes_cli.cli.words import Speaker, language

    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, _terminated)
    try:
        say = Speaker(language(sys.argv[1:], os.environ))
        _fill_streams(say)
        code = _guarded(sys.argv[1:], say)
        if code == 0 and "minutes_cli.prepared" in sys.modules:
            sys.modules["minutes_cli.prepared"].keep()
    except KeyboardInterrupt:  # while modules were loaded, or a second one while the first was told of
        code = 130
    gc.freeze()  # the interpreter would search all that was loaded for garbage once more: a tenth again
    sys.exit(code)


def _guarded(arguments: list[str], say: Speaker) -> int:
    """Run the command; every way to fail has its exit code."""
    import click

    from minutes_cli.cli.app import command
    from minutes_cli.cli.telling import tell
    from minutes_cli.errors import MinutesError

    try:
        code = _invoked(command(say), arguments)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        tell(say.error(error.format_message()))
        return 2
    except click.ClickException as error:
        tell(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell(say("interrupted"))
        return 130
    except BrokenPipeError:
        _forget_output()
        return 141
    except MinutesError as error:
        _forget_output()
        tell(say.error(error.message))
        return error.exit_code
    except OSError as error:
        _forget_output()
        tell(say("output-failed", error.strerror or error))
        return 6
    except Exception as error:  # the last resort: a bug of ours is told in one line, too
        if "--debug" in arguments:
            raise
        tell(say("bug", f"{type(error).__name__}: {error}"))
        return 1


def _invoked(group: click.Group, arguments: list[str]) -> object:
    """Click's own main would answer a closed pipe with exit code 1; only completion needs it."""
    if "_MINUTES_COMPLETE" in os.environ:
        return group.main(arguments, prog_name="minutes", standalone_mode=False)
    with group.make_context("minutes", arguments) as context:
        return group.invoke(context)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _fill_streams(say: Speaker) -> None:
    """Where a stream is closed, its number goes to the null device, lest a file that is opened later gets it.

    Click drops what is printed on a closed standard output without a word; here it is an error.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        from minutes_cli.cli.telling import ClosedOutput

        sys.stdout = ClosedOutput(say("output-closed"))
    elif isinstance(sys.stdout, io.TextIOWrapper):
        # Files and pipes get UTF-8 whatever the locale says; a terminal what it can show, the rest as escapes.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _forget_output() -> None:
    """Nothing more can be written: the interpreter must not try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
