#!/bin/sh
# PyMySQL 1.2.4: an attempt to connect to a UNIX socket where nobody listens leaves its socket object open.
#
# Guess: connect() raises OperationalError and cleans up, so that a loop that waits for a server may call it often.
# Behaviour: the socket is kept only in a local variable until it is connected, and the clean-up closes the one of the
#   connection, which is not set yet. Python reports "unclosed socket" when the garbage is collected, once for each attempt.
# Seen: OperationalError, unclosed sockets: 3
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pymysql==1.2.4
cat > ask.py <<'END'
import gc
import warnings
import pymysql

names = set()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(3):
        try:
            pymysql.connect(unix_socket="nobody-listens-here", user="root")
        except pymysql.Error as error:
            names.add(type(error).__name__)
    gc.collect()
unclosed = [warning for warning in caught if issubclass(warning.category, ResourceWarning)]
print(", ".join(names) + f", unclosed sockets: {len(unclosed)}")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "OperationalError, unclosed sockets: 3" ]
