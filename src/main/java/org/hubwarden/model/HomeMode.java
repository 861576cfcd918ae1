package org.hubwarden.model;

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
}
