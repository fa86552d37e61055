vcl 4.1;

# Varnish 7.1 (Debian 12: varnish, varnish-modules) between nginx, which ends TLS, and gunicorn. It keeps public pages under the tags that Django
# names (newsroom/edge) and forgets them by tag; the environment variable VARNISH_SECRET is the word by which the newsroom may do so.

import std;
import xkey;

# Declares `backend newsroom` with its probe, and `acl purgers`: who may purge at all.
include "backend.vcl";

sub vcl_recv {
    if (req.method == "PURGETAGS") {
        if (client.ip !~ purgers || std.getenv("VARNISH_SECRET") == "" || req.http.Edge-Secret != std.getenv("VARNISH_SECRET")) {
            return (synth(403, "Forbidden"));
        }
        # What is gone leaves the memory; what has changed stays for a time in which nothing new can be had.
        if (req.http.Edge-Gone) {
            set req.http.Edge-Count = xkey.purge(req.http.Edge-Gone);
        }
        if (req.http.Edge-Changed) {
            set req.http.Edge-Count = xkey.softpurge(req.http.Edge-Changed);
        }
        return (synth(200, "Purged"));
    }

    set req.backend_hint = newsroom;
    unset req.http.Edge-Secret;
    unset req.http.Edge-Gone;
    unset req.http.Edge-Changed;
    unset req.http.Edge-Kept;

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Staff, signed in or about to be, and whatever is nobody else's: never from a copy.
    if (req.http.Authorization || req.http.Cookie ~ "(^|;\s*)(__Host-)?sessionid=") {
        return (pass);
    }
    if (req.url ~ "^/(redaksi|akun|embargo|dokumen|_util|healthz|readyz)(/|$|\?)") {
        return (pass);
    }
    unset req.http.Cookie;

    # The words of a query that lead to a page of their own; all others are taken away, so they lead to one copy. The table of the same words is
    # newsroom/edge/routes.py. Other addresses keep theirs: redirects of an old site are found by the whole query.
    if (req.url ~ "^/(cari|en/search)/(\?|$)") {
        set req.url = regsuball(req.url, "([?&])(?!(q|urut|hal|kanal|instansi|wilayah|tag|inisial|dari|sampai)=)[^&]*", "\1");
    } elsif (req.url ~ "^/(en/)?tag/(\?|$)") {
        set req.url = regsuball(req.url, "([?&])(?!(huruf|setelah)=)[^&]*", "\1");
    } elsif (req.url ~ "^/(en/)?((berita|tag|instansi|wilayah|inisial|kanal|arsip|koreksi|news|agencies|regions|initials|channels|archive|corrections)/([^?]*/)?)?(\?|$)") {
        set req.url = regsuball(req.url, "([?&])(?!(sebelum|sesudah)=)[^&]*", "\1");
    }
    # Nobody but advertisers reads these.
    set req.url = regsuball(req.url, "([?&])(utm_[a-z]+|fbclid|gclid|igsh|igshid|mc_[a-z]+)=[^&]*", "\1");
    set req.url = regsub(regsuball(regsuball(req.url, "&+", "&"), "\?&", "?"), "[?&]$", "");
    set req.url = std.querysort(req.url);

    # While the newsroom answers, an old copy is not shown: readers wait for the new one, all for the same. On the second try it may be.
    if (req.restarts == 0 && std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    } else {
        # The copy says itself how long; this is no longer than that.
        set req.grace = 24h;
    }
    set req.http.Edge-Kept = "yes";
    return (hash);
}

sub vcl_hash {
    # Pages print whole addresses.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    if (beresp.status >= 500 && !bereq.uncacheable) {
        # Readers get an old copy, or the page of vcl_synth.
        return (abandon);
    }
    if (beresp.http.Surrogate-Control && !beresp.http.Set-Cookie && (beresp.status == 200 || beresp.status == 410)) {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*max-age=(\d+).*$", "\1") + "s", 0s);
        # Not beyond the agreed end of a release on the page: Django counts that in.
        set beresp.grace = std.duration(regsub(beresp.http.Surrogate-Control, "^.*stale-if-error=(\d+).*$", "\1") + "s", 0s);
        set beresp.keep = 0s;
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        if (beresp.ttl > 0s) {
            # Once, and kept so.
            if (!beresp.http.Content-Encoding && beresp.http.Content-Type ~ "^(text/|application/(xml|atom|rss))") {
                set beresp.do_gzip = true;
            }
            return (deliver);
        }
    }
    # What a view itself lets caches keep for some seconds (emergency information, the heads of the ledger), and nothing in an outage.
    if (beresp.status == 200 && !beresp.http.Set-Cookie && beresp.http.Cache-Control ~ "^public, max-age=[1-9]") {
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        return (deliver);
    }
    # Nothing else is kept, and nobody waits for it in a queue.
    set beresp.uncacheable = true;
    set beresp.ttl = 5s;
    set beresp.grace = 0s;
    return (deliver);
}

sub vcl_deliver {
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
    # Another cache of our own further out (a CDN) may ask for them by keeping these lines; readers never need them.
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.Cache-Tag;
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
    unset resp.http.Age;
}

sub vcl_backend_error {
    return (abandon);
}

sub vcl_synth {
    unset resp.http.Server;
    unset resp.http.X-Varnish;
    if (resp.status == 503 && req.restarts == 0 && req.http.Edge-Kept) {
        # The newsroom does not answer: look again, and take a copy of any age that may still be shown.
        return (restart);
    }
    if (resp.status == 503) {
        set resp.http.Content-Type = "text/html; charset=utf-8";
        set resp.http.Cache-Control = "no-store";
        set resp.http.Retry-After = "10";
        set resp.body = {"<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>Sebentar</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<h1>Halaman ini sedang tidak dapat dibuka</h1>
<p>Silakan muat ulang sebentar lagi.</p>
</body>
</html>
"};
        return (deliver);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    set resp.body = resp.reason + {"
"};
    return (deliver);
}
