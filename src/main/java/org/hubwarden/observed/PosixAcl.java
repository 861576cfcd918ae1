package org.hubwarden.observed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An access control list of acl(5), as Linux keeps it in the attributes {@code system.posix_acl_access} and
 * {@code system.posix_acl_default}.
 */
public record PosixAcl(List<Entry> entries) {

    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 4;
    private static final int ENTRY_BYTES = 8;
    private static final int NAMED_USER = 0x02;
    private static final int OWNING_GROUP = 0x04;
    private static final int NAMED_GROUP = 0x08;
    private static final int MASK = 0x10;
    private static final int OTHER = 0x20;

    public PosixAcl {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param tag whom it is for, in the kernel's numbers
     * @param permissions three bits: read, write, execute
     * @param id the named user or group
     */
    record Entry(int tag, int permissions, long id) {}

    /**
     * Reads the attribute's value.
     *
     * @throws IllegalArgumentException when it is of a form this code does not know
     */
    public static PosixAcl parse(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        if (value.length < HEADER_BYTES || (value.length - HEADER_BYTES) % ENTRY_BYTES != 0 || in.getInt() != VERSION) {
            throw new IllegalArgumentException("an access control list in an unknown form");
        }
        List<Entry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            entries.add(new Entry(in.getShort() & 0xFFFF, in.getShort() & 7, in.getInt() & 0xFFFF_FFFFL));
        }
        return new PosixAcl(entries);
    }

    /**
     * Whether it gives any right to a user who is not the owner, a group by name, or others. Rights that the mask takes away are
     * none. A group by name counts also when it is the owning one, which the home may have from its owner.
     */
    public boolean opensToOthersThan(long owner) {
        int mask = permissionsOf(MASK, 7);
        return entries.stream().anyMatch(e -> switch (e.tag()) {
            case NAMED_USER -> e.id() != owner && (e.permissions() & mask) != 0;
            case NAMED_GROUP -> (e.permissions() & mask) != 0;
            case OTHER -> e.permissions() != 0;
            default -> false;
        });
    }

    /**
     * Somebody who is named and may write.
     *
     * @param isGroup whether the number is a group's
     */
    public record Writer(boolean isGroup, long id) {}

    /** Everybody but the owner, the owning group and others who may write. Rights that the mask takes away are none. */
    public List<Writer> writers() {
        int mask = permissionsOf(MASK, 7);
        return entries.stream()
                .filter(e -> e.tag() == NAMED_USER || e.tag() == NAMED_GROUP)
                .filter(e -> (e.permissions() & mask & 2) != 0)
                .map(e -> new Writer(e.tag() == NAMED_GROUP, e.id()))
                .toList();
    }

    /** What the owning group itself may do. The group bits of the file's mode are the mask instead. */
    public int owningGroupPermissions() {
        return permissionsOf(OWNING_GROUP, 0) & permissionsOf(MASK, 7);
    }

    private int permissionsOf(int tag, int otherwise) {
        return entries.stream()
                .filter(e -> e.tag() == tag)
                .mapToInt(Entry::permissions)
                .findFirst()
                .orElse(otherwise);
    }
}
