#!/bin/sh
# Starts $BROWSER in the namespace $PLACE.
exec ip netns exec "$PLACE" "$BROWSER" "$@"
