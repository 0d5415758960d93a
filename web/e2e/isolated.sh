#!/bin/bash
# Runs a command in network, mount and process namespaces of its own: what it
# starts cannot reach the machine's network, and ends with it, whatever happens.
# Network faults can then be made for real, and ports clash with nothing.
set -euo pipefail

if [ "${1:-}" != --inside ]; then
	TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/coupdemain-e2e.XXXXXX")
	export TMPDIR
	trap 'rm -rf "$TMPDIR"' EXIT
	rootless=()
	[ "$(id -u)" -eq 0 ] || rootless=(--user --map-root-user)
	apart=(unshare "${rootless[@]}" --net --mount --pid --fork --kill-child --mount-proc)
	export PATH="$PATH:/usr/sbin:/sbin"
	"${apart[@]}" true || {
		echo "The tests in real browsers need namespaces of their own, and this machine allows none: run them as root, or in a container with SYS_ADMIN and NET_ADMIN." >&2
		exit 1
	}
	status=0
	"${apart[@]}" "${BASH_SOURCE[0]}" --inside "$@" || status=$?
	exit "$status"
fi
shift
mount -t tmpfs tmpfs /run/netns 2>/dev/null || { mount -t tmpfs tmpfs /run; mkdir /run/netns; }
mkdir -p /tmp/.X11-unix && mount -t tmpfs tmpfs /tmp/.X11-unix
ip link set lo up
# Where the server says that its media is: an address that every browser here can
# reach, and not 127.0.0.1, which Firefox does not use for media.
ip address add 10.99.0.1/32 dev lo
export E2E_NETWORK=isolated
"$@"
