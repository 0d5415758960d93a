#!/bin/sh
# What the tests need, from the system's package manager: real browsers, and a C
# compiler for the race detector; only what is missing, and at once when nothing is.
set -eu

missing=""
need() { # need COMMAND PACKAGE
	command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || missing="$missing $2"
}
need cc gcc
[ -e /usr/include/stdlib.h ] || missing="$missing libc6-dev"
need chromium chromium
need firefox-esr firefox-esr
need Xvfb xvfb
need nft nftables
need ip iproute2
need unshare util-linux
need pdftotext poppler-utils
need zbarimg zbar-tools
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing="$missing fonts-dejavu-core"
[ -e /usr/share/fonts/truetype/liberation ] || [ -e /usr/share/fonts/truetype/liberation2 ] || missing="$missing fonts-liberation"
[ -d /usr/lib/python3/dist-packages/aiortc ] || missing="$missing python3-aiortc"
[ -d /usr/lib/python3/dist-packages/websockets ] || missing="$missing python3-websockets"
[ -d /usr/lib/python3/dist-packages/aiosmtpd ] || missing="$missing python3-aiosmtpd"
[ -z "$missing" ] && exit 0

cannot() {
	echo "The tests need these Debian packages:$missing." >&2
	echo "$1 Install them yourself, then run this again:  apt-get install$missing" >&2
	exit 1
}
command -v apt-get >/dev/null 2>&1 || cannot "There is no apt-get here."
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || cannot "This is not root and there is no sudo."
	as_root="sudo"
fi
echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# shellcheck disable=SC2086 # a list of names
{ $as_root apt-get update -q && $as_root apt-get install -qy --no-install-recommends $missing; } >"$log" 2>&1 || {
	tail -n 20 "$log" >&2
	rm -f "$log"
	cannot "apt-get could not install them."
}
rm -f "$log"
