package org.hubwarden.checkup;

import java.util.Locale;

/** How much a finding matters. The worst comes first. */
public enum Rank {
    /** Somebody has root, or others' data, who should not. */
    HIGH,
    /** One more mistake, and somebody has. */
    MEDIUM,
    /** Better put right when there is time. */
    LOW;

    /** For people and programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
