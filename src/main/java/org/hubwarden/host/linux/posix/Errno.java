package org.hubwarden.host.linux.posix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why the kernel refused: errno(3).
 *
 * @param number as on every architecture that Java runs on
 * @param name the symbol, for example {@code EACCES}
 * @param meaning a few words for people
 */
public record Errno(int number, String name, String meaning) {

    public static final Errno EPERM = new Errno(1, "EPERM", "not permitted");
    public static final Errno ENOENT = new Errno(2, "ENOENT", "no such file or directory");
    public static final Errno EINTR = new Errno(4, "EINTR", "interrupted");
    public static final Errno EAGAIN = new Errno(11, "EAGAIN", "its queue is full");
    public static final Errno ENXIO = new Errno(6, "ENXIO", "nothing is there");
    public static final Errno ENOTEMPTY = new Errno(39, "ENOTEMPTY", "not empty");
    public static final Errno EEXIST = new Errno(17, "EEXIST", "it exists already");
    public static final Errno ENOTDIR = new Errno(20, "ENOTDIR", "not a directory");
    public static final Errno EISDIR = new Errno(21, "EISDIR", "a directory");
    public static final Errno EINVAL = new Errno(22, "EINVAL", "not supported there");
    public static final Errno EROFS = new Errno(30, "EROFS", "mounted read-only");
    public static final Errno ELOOP = new Errno(40, "ELOOP", "a symbolic link");
    public static final Errno ENODATA = new Errno(61, "ENODATA", "no such attribute");
    public static final Errno EOPNOTSUPP = new Errno(95, "EOPNOTSUPP", "the file system does not support it");

    public static final Errno EMSGSIZE = new Errno(90, "EMSGSIZE", "the message is too long");
    public static final Errno ENOBUFS = new Errno(105, "ENOBUFS", "no memory for it");
    public static final Errno ECONNREFUSED = new Errno(111, "ECONNREFUSED", "nobody listens there");

    private static final Map<Integer, Errno> KNOWN = List.of(
                    EPERM,
                    ENOENT,
                    EINTR,
                    ENXIO,
                    EAGAIN,
                    EEXIST,
                    ENOTDIR,
                    EISDIR,
                    EINVAL,
                    ELOOP,
                    ENODATA,
                    EOPNOTSUPP,
                    EMSGSIZE,
                    ENOBUFS,
                    ECONNREFUSED,
                    new Errno(5, "EIO", "input or output error"),
                    new Errno(9, "EBADF", "bad file descriptor"),
                    new Errno(12, "ENOMEM", "out of memory"),
                    new Errno(13, "EACCES", "permission denied"),
                    new Errno(16, "EBUSY", "busy"),
                    new Errno(18, "EXDEV", "another file system"),
                    new Errno(23, "ENFILE", "too many open files on the machine"),
                    new Errno(24, "EMFILE", "too many open files"),
                    new Errno(27, "EFBIG", "too large"),
                    new Errno(28, "ENOSPC", "no space left"),
                    EROFS,
                    new Errno(31, "EMLINK", "too many links"),
                    new Errno(36, "ENAMETOOLONG", "the name is too long"),
                    new Errno(38, "ENOSYS", "the kernel does not have this call"),
                    ENOTEMPTY,
                    new Errno(107, "ENOTCONN", "not connected"),
                    new Errno(116, "ESTALE", "stale network file handle"),
                    new Errno(122, "EDQUOT", "disk quota exceeded"))
            .stream()
            .collect(Collectors.toMap(Errno::number, Function.identity()));

    /** The error with this number; one without a name of its own where we do not know it. */
    public static Errno of(int number) {
        return Optional.ofNullable(KNOWN.get(number)).orElse(new Errno(number, "errno " + number, "see errno(3)"));
    }

    @Override
    public String toString() {
        return meaning + " (" + name + ")";
    }
}
