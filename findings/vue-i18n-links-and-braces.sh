#!/bin/sh
# vue-i18n 11.4.18 (npm): a linked message before a full stop, and an opening brace that nothing closes.
# Expected: "See @:site." inserts the message `site` and keeps the full stop; "a {" is refused as "a { b" is.
# Behaviour: the full stop belongs to the key, so that "site." is looked up, not found, and shown; @:{'site'}. works.
# A brace at the very end of a message is dropped without an error.
# Output seen 2026-11-28: ["See site.","See example.org.","a "], and for "a { b" Unterminated closing brace
set -eu
command -v npm >/dev/null || { echo "install: apt-get install npm" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund vue@3 vue-i18n@11.4.18
cat > run.mjs <<'NODE'
import { createI18n } from 'vue-i18n';
const en = { site: 'example.org', bare: 'See @:site.', quoted: "See @:{'site'}.", end: 'a {', middle: 'a { b' };
console.warn = () => {};
const { t } = createI18n({ legacy: false, locale: 'en', missingWarn: false, fallbackWarn: false, messages: { en } }).global;
const texts = [t('bare'), t('quoted'), t('end')];
let error = '';
try { t('middle'); } catch (thrown) { error = thrown.message.split('\n')[0]; }
console.log(JSON.stringify(texts), error);
process.exit(JSON.stringify(texts) === '["See site.","See example.org.","a "]' && error.includes('Unterminated') ? 0 : 1);
NODE
node run.mjs
