package org.hubwarden.host.linux;

import java.nio.file.Path;
import org.hubwarden.host.HostFailure;

/** Recognises account files that nothing may be written to: whoever reads them sees less than is there. */
final class AccountFileCheck {

    private static final String UNCHANGED = " No account is changed until it is put right: ";

    private AccountFileCheck() {}

    /** Throws for content that is empty or has a byte order mark or NUL bytes. */
    static void check(AccountFile file, Path path, byte[] content) throws HostFailure {
        if (content.length == 0 && !file.mayBeAbsent()) {
            throw new HostFailure(path + " is empty." + UNCHANGED + restore(path));
        }
        if (startsWithMark(content)) {
            throw new HostFailure(path + " starts with a UTF-8 byte order mark, which hides its first entry."
                    + UNCHANGED + "sed -i '1s/^\\xef\\xbb\\xbf//' " + path);
        }
        int nul = indexOfNul(content);
        if (nul >= 0) {
            throw new HostFailure(path + " has a NUL byte in line " + lineAt(content, nul) + "." + UNCHANGED
                    + "take it out with " + editor(file) + ".");
        }
    }

    static HostFailure missing(Path path) {
        return new HostFailure(path + " is missing." + UNCHANGED + restore(path));
    }

    private static String restore(Path path) {
        return path + "- is the copy that was kept before the last change; if it is complete, cp -a " + path + "- "
                + path;
    }

    private static boolean startsWithMark(byte[] c) {
        return c.length >= 3 && c[0] == (byte) 0xEF && c[1] == (byte) 0xBB && c[2] == (byte) 0xBF;
    }

    private static int indexOfNul(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            if (content[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int lineAt(byte[] content, int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            line += content[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String editor(AccountFile file) {
        return switch (file) {
            case PASSWD -> "vipw";
            case SHADOW -> "vipw -s";
            case GROUP -> "vigr";
            case GSHADOW -> "vigr -s";
        };
    }
}
