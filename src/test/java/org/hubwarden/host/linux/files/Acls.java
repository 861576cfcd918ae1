package org.hubwarden.host.linux.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Access control lists as the kernel keeps them, for tests. */
public final class Acls {

    private static final int UNDEFINED = -1;

    private Acls() {}

    /** {@code u::rwx,u:USER:PERMISSIONS,g::r-x,m::MASK,o::---}. */
    public static byte[] withNamedUser(int user, int permissions, int mask) {
        ByteBuffer list =
                ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        entry(list, 1, 7, UNDEFINED);
        entry(list, 2, permissions, user);
        entry(list, 4, 5, UNDEFINED);
        entry(list, 0x10, mask, UNDEFINED);
        entry(list, 0x20, 0, UNDEFINED);
        return list.array();
    }

    private static void entry(ByteBuffer list, int tag, int permissions, int id) {
        list.putShort((short) tag).putShort((short) permissions).putInt(id);
    }
}
