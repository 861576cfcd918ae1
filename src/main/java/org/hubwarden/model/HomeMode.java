package org.hubwarden.model;

import java.util.Arrays;
import java.util.Optional;

/** The permissions a new home gets. Others never have any. */
public enum HomeMode {
    OWNER_ONLY(0700),
    GROUP_MAY_PASS(0710),
    GROUP_MAY_READ(0750),
    GROUP_MAY_WRITE(0770);

    private final int bits;

    HomeMode(int bits) {
        this.bits = bits;
    }

    /** The permission bits, as chmod(2) takes them. */
    public int bits() {
        return bits;
    }

    /** The mode written as four octal digits, for example {@code 0750}. */
    public String octal() {
        return "0" + Integer.toOctalString(bits);
    }

    /** The mode written so; empty for any other text, also for one without the leading zero. */
    public static Optional<HomeMode> parse(String octal) {
        return Arrays.stream(values()).filter(m -> m.octal().equals(octal)).findFirst();
    }
}
