package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;

/**
 * The calls of the C library that Java does not offer. The only native bridge of the program.
 *
 * <p>Bound directly to {@code libc.so.6} of a 64-bit Linux: {@code size_t}, {@code ssize_t} and {@code off_t} are longs.
 * Texts are bytes that end in a NUL. A call that fails returns -1 and leaves errno where {@link Native#getLastError} finds it,
 * for the same thread. Thread-safe, as the calls are.
 */
public final class Libc {

    static {
        Native.register(Libc.class, "libc.so.6");
    }

    private Libc() {}

    public static native int geteuid();

    public static native int openat(int directory, byte[] path, int flags, int mode);

    public static native int close(int fd);

    public static native int mkdirat(int directory, byte[] path, int mode);

    public static native int unlinkat(int directory, byte[] path, int flags);

    public static native int symlinkat(byte[] target, int directory, byte[] path);

    public static native long readlinkat(int directory, byte[] path, byte[] buffer, long size);

    public static native int renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

    public static native int fchownat(int directory, byte[] path, int uid, int gid, int flags);

    public static native int fchmod(int fd, int mode);

    public static native int fchmodat(int directory, byte[] path, int mode, int flags);

    public static native int mkfifoat(int directory, byte[] path, int mode);

    public static native int linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

    public static native int ftruncate(int fd, long size);

    public static native long lseek(int fd, long offset, int from);

    /** With two {@code struct timespec}. */
    public static native int utimensat(int directory, byte[] path, byte[] times, int flags);

    /** One layout of the answer on every architecture, see {@link FileStat}. */
    public static native int statx(int directory, byte[] path, int flags, int mask, byte[] answer);

    /** The same with addresses of memory that is not Java's, so that nothing is copied. */
    public static native int statx(int directory, long path, int flags, int mask, long answer);

    public static native int fstatfs(int fd, byte[] answer);

    /** Entries in the layout of linux_dirent64; since glibc 2.30. */
    public static native long getdents64(int fd, byte[] buffer, long size);

    public static native long read(int fd, byte[] buffer, long size);

    public static native long write(int fd, byte[] buffer, long size);

    /** Copies within the kernel, from where the reader stands; the third argument is a null pointer. */
    public static native long sendfile(int to, int from, long noOffset, long count);

    public static native int fsync(int fd);

    public static native int syncfs(int fd);

    public static native long lgetxattr(byte[] path, byte[] name, byte[] value, long size);

    public static native long llistxattr(byte[] path, byte[] list, long size);

    public static native long fgetxattr(int fd, byte[] name, byte[] value, long size);

    public static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags);

    public static native int fremovexattr(int fd, byte[] name);

    /** With a {@code struct flock} of 32 bytes. */
    public static native int fcntl(int fd, int command, byte[] lock);

    /** With a {@code struct timex}; its return is a state of the clock where it does not fail. */
    public static native int adjtimex(byte[] timex);

    public static native int clock_gettime(int clock, byte[] timespec);

    public static native int socket(int domain, int type, int protocol);

    public static native long sendto(int socket, byte[] message, long size, int flags, byte[] address, int addressSize);

    public static native int kill(int pid, int signal);

    /** Calls that the C library makes for all threads at once, where one is meant. */
    public static native long syscall(long number, long first, long second, long third);

    public static native int shmctl(int id, int command, long nothing);

    public static native int semctl(int id, int number, int command, long nothing);

    public static native int msgctl(int id, int command, long nothing);
}
