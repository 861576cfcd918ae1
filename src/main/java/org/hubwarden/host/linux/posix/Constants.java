package org.hubwarden.host.linux.posix;

/** Numbers of the Linux headers that {@link Libc} is called with. */
public final class Constants {

    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_REMOVEDIR = 0x200;
    public static final int AT_NO_AUTOMOUNT = 0x800;
    public static final int AT_EMPTY_PATH = 0x1000;

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NOCTTY = 0x100;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;

    /** These two differ between architectures; the others in use here do not. */
    public static final int O_DIRECTORY = OpenFlags.here().directory();

    public static final int O_NOFOLLOW = OpenFlags.here().noFollow();

    public static final int SEEK_SET = 0;
    public static final int SEEK_DATA = 3;

    public static final int RENAME_NOREPLACE = 1;

    public static final int STATX_BASIC_STATS = 0x7ff;

    public static final int AF_UNIX = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_NOSIGNAL = 0x4000;

    public static final int F_GETLK = 5;
    public static final short F_WRLCK = 1;
    public static final short F_UNLCK = 2;

    /** setresuid(2), of one thread. */
    public static final long SYS_SETRESUID = setresuid(System.getProperty("os.arch", ""));

    private Constants() {}

    /** From {@code asm/unistd.h}. */
    public static long setresuid(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> 117;
            case "aarch64", "riscv64" -> 147;
            case "ppc64le" -> 164;
            case "s390x" -> 208;
            default ->
                throw new IllegalStateException(
                        "hubwarden does not know the number of setresuid(2) on " + architecture);
        };
    }

    /** Flags of open(2) whose numbers depend on the architecture. */
    public record OpenFlags(int directory, int noFollow) {

        private static OpenFlags here() {
            return of(System.getProperty("os.arch", ""));
        }

        /**
         * From {@code asm/fcntl.h}.
         *
         * @throws IllegalStateException for an architecture that is not in the list: a wrong O_NOFOLLOW would follow links as
         *     root
         */
        static OpenFlags of(String architecture) {
            return switch (architecture) {
                case "amd64", "x86_64", "riscv64", "s390x" -> new OpenFlags(0x10000, 0x20000);
                case "aarch64", "ppc64le" -> new OpenFlags(0x4000, 0x8000);
                default ->
                    throw new IllegalStateException("hubwarden does not know the flags of open(2) on " + architecture);
            };
        }
    }
}
