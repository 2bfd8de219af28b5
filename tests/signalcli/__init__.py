"""The real front end of Signal: signal-cli's own HTTP, JSON-RPC and event code, with the network behind it replaced.

`SignalCli` (client.py) runs it as a process of its own, `python -m tests.signalcli`. What is real: the
parser of the command line, the daemon with its receive modes, the HTTP server, JSON-RPC, the commands, the serializer
of events and the journal on standard output. What is ours: `org.asamk.signal.manager.Manager`, which stands for the
account, its store and Signal's servers (manager.py). A folder holds what the servers and the phone know (folder.py).
`tests/wire/signal_real` holds what it answers.
"""
