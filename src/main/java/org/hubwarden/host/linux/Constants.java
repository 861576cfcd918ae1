package org.hubwarden.host.linux;

/** Numbers of the Linux headers that {@link Libc} is called with. */
final class Constants {

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    /** These two differ between architectures; the others in use here do not. */
    static final int O_DIRECTORY = OpenFlags.here().directory();

    static final int O_NOFOLLOW = OpenFlags.here().noFollow();

    static final int RENAME_NOREPLACE = 1;

    static final int STATX_BASIC_STATS = 0x7ff;

    static final int AF_UNIX = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    static final int F_GETLK = 5;
    static final short F_WRLCK = 1;
    static final short F_UNLCK = 2;

    /** setresuid(2), of one thread. */
    static final long SYS_SETRESUID = setresuid(System.getProperty("os.arch", ""));

    private Constants() {}

    /** From {@code asm/unistd.h}. */
    static long setresuid(String architecture) {
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
    record OpenFlags(int directory, int noFollow) {

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
