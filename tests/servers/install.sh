#!/usr/bin/env bash
# Bring along what the tests need from Debian, where that may be installed; else say what is missing.
set -euo pipefail

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [ -n "${IMAGEPOOL_TEST_POSTGRESQL:-}" ] || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
command -v exiftool >/dev/null || missing+=(libimage-exiftool-perl)
command -v openssl >/dev/null || missing+=(openssl)
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Not here, and this is no Debian: ${missing[*]}. Their tests will be skipped, each saying why." >&2
  exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "Not here: ${missing[*]}. To have their tests run: sudo apt-get install ${missing[*]}" >&2
    exit 0
  fi
  as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
# Debian's postgresql would start a server of its own; the tests start theirs.
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
