#!/bin/sh
# Starts Varnish in front of the newsroom. Needs VARNISH_SECRET, SITE_HOST (a name the newsroom answers to); may be given BACKEND_HOST, BACKEND_PORT,
# LISTEN (address:port), MEMORY and WORK (a folder that may be written). Arguments are handed on to varnishd.
set -eu
: "${VARNISH_SECRET:?the same word as in the environment of the newsroom}" "${SITE_HOST:?a host name of the newsroom}"
here="$(cd "$(dirname "$0")" && pwd)"
WORK="${WORK:-/tmp/varnish}"
mkdir -p "$WORK/vcl"
sed -e "s/@BACKEND_HOST@/${BACKEND_HOST:-web}/" -e "s/@BACKEND_PORT@/${BACKEND_PORT:-8000}/" -e "s/@SITE_HOST@/$SITE_HOST/" \
    "$here/backend.vcl.in" >"$WORK/vcl/backend.vcl"
export VARNISH_SECRET
exec varnishd -F -j none -n "$WORK/run" -a "${LISTEN:-:6081}" -T none -f "$here/newsroom.vcl" -p "vcl_path=$WORK/vcl" \
    -s "default=malloc,${MEMORY:-256m}" -p http_resp_hdr_len=16k -p http_resp_size=64k "$@"
