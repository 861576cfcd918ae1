package org.hubwarden.observed;

import java.util.Optional;

/**
 * The four account files, read together.
 *
 * @param gshadow empty where the machine has none; it is then not made
 */
public record AccountDatabases(
        Database<PasswdEntry> passwd,
        Database<GroupEntry> group,
        Database<ShadowEntry> shadow,
        Optional<Database<GshadowEntry>> gshadow) {

    /** Reads the bytes of the four files. */
    public static AccountDatabases parse(byte[] passwd, byte[] group, byte[] shadow, Optional<byte[]> gshadow) {
        return new AccountDatabases(
                Database.parse(passwd, PasswdEntry::parse),
                Database.parse(group, GroupEntry::parse),
                Database.parse(shadow, ShadowEntry::parse),
                gshadow.map(bytes -> Database.parse(bytes, GshadowEntry::parse)));
    }

    /** Whether the other holds the very same objects, which are equal without comparing a line. */
    @SuppressWarnings("ReferenceEquality") // that is the point
    public boolean hasSameParts(AccountDatabases other) {
        boolean sameGshadow = gshadow.isEmpty()
                ? other.gshadow.isEmpty()
                : other.gshadow.filter(o -> o == gshadow.get()).isPresent();
        return passwd == other.passwd && group == other.group && shadow == other.shadow && sameGshadow;
    }
}
