#!/usr/bin/env bash
# Sees to what must come from the system. As root on Debian it installs what is missing,
# as another user it says what is missing. Argument: the Python to build the environment with.
set -euo pipefail

python=${1:-python3}
missing=()

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Python 3.11 or later is needed; '$python' is not. Set PYTHON=… to another." >&2
  exit 2
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
  command -v google-chrome >/dev/null || missing+=(chromium)
command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ] || missing+=(fontconfig fonts-noto-cjk)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} (system packages)"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "Missing system packages: ${missing[*]}" >&2
    echo "  sudo apt-get install ${missing[*]}   (chromium and the fonts: browser journeys only)" >&2
    case " ${missing[*]} " in *" python3-venv "*) exit 2 ;; esac
  fi
fi

node_is_new_enough='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
if ! command -v npm >/dev/null || ! node -e "$node_is_new_enough"; then
  echo "Node.js 20.19 or later with npm is needed to build the widget and the console." >&2
  exit 2
fi
