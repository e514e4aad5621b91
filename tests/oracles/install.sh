#!/bin/sh
# Installs what the oracles need, on Debian: gettext, aapt2, a JDK, Ruby, ICU, and packages for Python.
set -eu
apt-get install -y gettext aapt default-jdk-headless ruby libicu-dev
python -m pip install PyICU fluent.runtime jinja2 django openstep-plist
