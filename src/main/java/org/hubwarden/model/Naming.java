package org.hubwarden.model;

import java.nio.charset.StandardCharsets;

/** How a hub name becomes a Unix name. */
public enum Naming {
    /** As TLJH's documents say: names longer than 26 characters are cut and hashed. */
    DOCUMENTED(26),
    /** As TLJH's code does it: names of exactly 26 characters as well. For hosts that TLJH populated. */
    TLJH(25);

    private static final int KEPT = 26;
    private static final int HASH_DIGITS = 5;

    private final int longestVerbatim;

    Naming(int longestVerbatim) {
        this.longestVerbatim = longestVerbatim;
    }

    /** The account's name. Two hub names may yield the same one (20 bits of hash): the ledger decides whose it is. */
    public UnixName unixName(HubName hub) {
        String full = UnixName.PREFIX + hub.value();
        if (full.length() <= longestVerbatim) {
            return new UnixName(full);
        }
        String hash = Sha256.hex(full.getBytes(StandardCharsets.UTF_8));
        return new UnixName(full.substring(0, KEPT) + "-" + hash.substring(0, HASH_DIGITS));
    }
}
