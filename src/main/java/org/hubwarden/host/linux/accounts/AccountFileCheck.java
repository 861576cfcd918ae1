package org.hubwarden.host.linux.accounts;

import java.nio.file.Path;
import java.util.Arrays;
import org.hubwarden.host.HostFailure;

/** Recognises account files that nothing may be written to: whoever reads them sees less than is there. */
final class AccountFileCheck {

    private static final String UNCHANGED = " No account is changed until it is put right: ";

    private static final byte[] NOTHING = {};
    private static final int PIECE = 4096;

    private AccountFileCheck() {}

    /** Throws for content that is empty or has a byte order mark or NUL bytes. */
    static void check(AccountFile file, Path path, byte[] content) throws HostFailure {
        check(file, path, content, NOTHING);
    }

    /** The same for content that has parts in common with what was checked before: only the rest is searched. */
    static void check(AccountFile file, Path path, byte[] content, byte[] checked) throws HostFailure {
        if (content.length == 0 && !file.mayBeAbsent()) {
            throw new HostFailure(path + " is empty." + UNCHANGED + restore(path));
        }
        if (startsWithMark(content)) {
            throw new HostFailure(path + " starts with a UTF-8 byte order mark, which hides its first entry."
                    + UNCHANGED + "sed -i '1s/^\\xef\\xbb\\xbf//' " + path);
        }
        int nul = indexOfNul(content, checked);
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

    private static int indexOfNul(byte[] content, byte[] checked) {
        int begin = Arrays.mismatch(content, checked);
        int end = content.length - commonEnd(content, checked);
        for (int i = Math.max(begin, 0); begin >= 0 && i < end; i++) {
            if (content[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** How many bytes they end with in common, in whole pieces. */
    private static int commonEnd(byte[] content, byte[] checked) {
        int most = Math.min(content.length, checked.length);
        int common = 0;
        while (common + PIECE <= most && haveSamePiece(content, checked, common)) {
            common += PIECE;
        }
        return common;
    }

    private static boolean haveSamePiece(byte[] content, byte[] checked, int fromEnd) {
        int end = content.length - fromEnd;
        int otherEnd = checked.length - fromEnd;
        return Arrays.equals(content, end - PIECE, end, checked, otherEnd - PIECE, otherEnd);
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
