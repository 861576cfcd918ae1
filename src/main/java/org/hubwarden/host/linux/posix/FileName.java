package org.hubwarden.host.linux.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of one file within a directory. Bytes, as on disk: not every name is text. Immutable. */
public final class FileName {

    /** The empty name, with which calls mean the descriptor itself (AT_EMPTY_PATH). */
    public static final FileName ITSELF = new FileName(new byte[] {0});

    private static final int LONGEST_SHOWN = 255;

    private final byte[] terminated;

    private FileName(byte[] terminated) {
        this.terminated = terminated;
    }

    /**
     * A name that we chose or were told.
     *
     * @throws IllegalArgumentException when it is no single component, and so would lead elsewhere
     */
    public static FileName of(String text) {
        if (text.isEmpty()
                || text.equals(".")
                || text.equals("..")
                || text.indexOf('/') >= 0
                || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the name of one file: " + text);
        }
        return new FileName((text + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** The directory that one is in. Only for those who look where they got. */
    public static FileName parent() {
        return new FileName(new byte[] {'.', '.', 0});
    }

    /** A directory itself, as a name in it. */
    public static FileName itself() {
        return new FileName(new byte[] {'.', 0});
    }

    /** A name that the kernel gave. */
    public static FileName of(byte[] buffer, int from, int to) {
        byte[] terminated = new byte[to - from + 1];
        System.arraycopy(buffer, from, terminated, 0, to - from);
        return new FileName(terminated);
    }

    /** The bytes and a NUL. Do not change them. */
    public byte[] terminated() {
        return terminated;
    }

    public boolean isDots() {
        int length = terminated.length - 1;
        return isHidden() && (length == 1 || (length == 2 && terminated[1] == '.'));
    }

    /** Whether it begins with a dot. */
    public boolean isHidden() {
        return terminated[0] == '.';
    }

    /** The bytes as chars. */
    public String latin() {
        return new String(terminated, 0, terminated.length - 1, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileName name && Arrays.equals(name.terminated, terminated);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(terminated);
    }

    /** The bytes as text, as paths of Java's are; bytes that are no UTF-8 are lost. */
    public String text() {
        return new String(terminated, 0, terminated.length - 1, StandardCharsets.UTF_8);
    }

    /** For people, see {@link #shown}. */
    @Override
    public String toString() {
        return shown(terminated);
    }

    /** Bytes with a NUL as text for people. Control characters, which would forge lines of a log, become question marks. */
    public static String shown(byte[] terminated) {
        String text = new String(terminated, 0, terminated.length - 1, StandardCharsets.UTF_8);
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) : shown;
    }
}
