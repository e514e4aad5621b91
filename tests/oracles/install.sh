#!/bin/sh
# Installs what the oracles need, on Debian: gettext, aapt2, a JDK, Ruby, ICU, PHP with Laravel's translations,
# and packages for Python and Node.
set -eu
apt-get install -y gettext aapt default-jdk-headless ruby libicu-dev php-cli php-illuminate-translation nodejs npm
python -m pip install PyICU fluent.runtime jinja2 django openstep-plist
npm install --no-save --no-audit --no-fund messageformat@4.0.0 vue-i18n@11.4.18
